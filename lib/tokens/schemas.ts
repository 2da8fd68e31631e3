import { z } from 'zod'

const INVALID = 'Token is invalid or expired'

const jwt = z
  .string({ error: 'Enter a token.' })
  .min(1, 'Enter a token.')
  .max(4096, INVALID)
  .refine((text) => !text.includes('\u0000'), INVALID)

export const refreshTokenSchema = z.object({
  refresh: jwt.meta({ description: 'The refresh token from the login or the last refresh.' }),
})
export const anyTokenSchema = z.object({ token: jwt.meta({ description: 'An access or refresh token.' }) })

/** `access` and `refresh` as an API client gets them; `expires_in` is the access token's life in seconds. */
export const tokenPairSchema = z.object({
  access: z.string(),
  refresh: z.string(),
  expires_in: z.number().int().meta({ description: 'How many seconds `access` is valid for.' }),
})
