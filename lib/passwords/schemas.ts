import { z } from 'zod'
import { email, password, token } from '@/lib/fields/schemas'

export const changePasswordSchema = z.object({ old_password: password, new_password: password })
export const requestPasswordResetSchema = z.object({ email })
export const resetPasswordSchema = z.object({ token, password })
