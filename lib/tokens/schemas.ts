import { z } from 'zod'

const jwt = z.string({ error: 'Enter a token.' }).min(1, 'Enter a token.').max(4096, 'Token is invalid or expired')

export const refreshTokenSchema = z.object({ refresh: jwt })
export const anyTokenSchema = z.object({ token: jwt })
