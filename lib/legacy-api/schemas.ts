import { z } from 'zod'
import { publicUserObjectSchema } from '@/lib/accounts/schemas'
import { name } from '@/lib/fields/schemas'

/** `q` is v1's word for it. */
export const userPageQuerySchema = z.object({
  page: z
    .string()
    .max(20)
    .optional()
    .meta({ description: 'The page number, from 1, or `last`. An unknown page is 404 `Invalid page.`.' }),
  search: name.optional().meta({ description: 'The start of a username or name, never of an email address.' }),
  q: name.optional().meta({ description: 'The same as `search`.' }),
})

const userPageSchema = z.object({
  count: z.int(),
  next: z.string().nullable(),
  previous: z.string().nullable(),
  results: z.array(publicUserObjectSchema),
})

/** The server may be set to answer the array alone. */
export const userListSchema = z.union([userPageSchema, z.array(publicUserObjectSchema)])

const NO_STRING = 'Not a valid string.'

/** Which session ends: that of the refresh token, or of the access token that came in `Authorization`. */
export const logOutSchema = z.object({
  refresh: z
    .string(NO_STRING)
    .max(4096, NO_STRING)
    .refine((text) => !text.includes('\u0000'), NO_STRING)
    .optional(),
})
