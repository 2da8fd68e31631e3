import type { z } from 'zod'
import type { tokenPairSchema } from './schemas'

/** Tokens for the examples of the OpenAPI document, shortened. */
export const EXAMPLE_TOKENS: z.input<typeof tokenPairSchema> = {
  access: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCIs…',
  refresh: 'eyJhbGciOiJFUzI1NiIsInR5cCI6InJ0K2p3dCIs…',
  expires_in: 900,
}
