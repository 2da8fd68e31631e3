import { z } from 'zod'
import type { FieldProblem } from '@/lib/errors/field-problem'
import { callbackUrl, identifier, identifierOrBlank, password } from '@/lib/fields/schemas'

export const logInSchema = z.object({ identifier, password })

export const logInFormSchema = logInSchema.extend({ callbackUrl })

export const revokeSessionFormSchema = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) })

/** A login by an API client: the name or address in either field; a form with both leaves one of them empty. */
export const tokenRequestSchema = z
  .object({ username: identifierOrBlank.optional(), email: identifierOrBlank.optional(), password })
  .meta({ anyOf: [{ required: ['username'] }, { required: ['email'] }] })
  .refine(({ username, email }) => username || email, {
    error: 'identifier_missing' satisfies FieldProblem,
    path: ['username'],
  })

export const sessionObjectSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['browser', 'api']),
    client: z.string().meta({ description: 'The client that started it, such as “Firefox on Linux”.' }),
    ip: z.string(),
    created_at: z.iso.datetime(),
    last_seen_at: z.iso.datetime(),
    authenticated_at: z.iso.datetime().meta({ description: 'When the person last authenticated in this session.' }),
    amr: z.array(z.enum(['pwd', 'otp'])).meta({
      description:
        'How: by password (`pwd`), or by an emailed code or link (`otp`), as RFC 8176 names it. Empty if unknown.',
    }),
    current: z.boolean().meta({ description: 'Whether this request uses it.' }),
  })
  .meta({ id: 'Session' })
