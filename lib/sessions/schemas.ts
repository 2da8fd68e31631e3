import { z } from 'zod'
import { identifier, password } from '@/lib/fields/schemas'

export const logInSchema = z.object({ identifier, password })

/** Where to go afterwards is checked where it is used; here it is only a bounded string. */
export const logInFormSchema = logInSchema.extend({ callbackUrl: z.string().max(2000).optional() })
