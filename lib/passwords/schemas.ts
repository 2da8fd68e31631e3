import { z } from 'zod'
import { email, newPassword, password, token } from '@/lib/fields/schemas'

export const changePasswordSchema = z.object({ old_password: password, new_password: newPassword })
export const requestPasswordResetSchema = z.object({ email })
export const resetPasswordSchema = z.object({ token, password: newPassword })
