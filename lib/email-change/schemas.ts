import { z } from 'zod'
import { email, password, token } from '@/lib/fields/schemas'

export const requestEmailChangeSchema = z.object({ new_email: email, password })
export const confirmEmailChangeFormSchema = z.object({ token, password: password.optional() })
export const undoEmailChangeFormSchema = z.object({ token })
