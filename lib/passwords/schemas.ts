import { z } from 'zod'
import { email, newPassword, password, token, uidb64 } from '@/lib/fields/schemas'

export const changePasswordSchema = z.object({ old_password: password, new_password: newPassword })
export const requestPasswordResetSchema = z.object({ email })
export const resetPasswordSchema = z.object({ token, password: newPassword })

/** The same from an API client. */
export const resetPasswordRequestSchema = resetPasswordSchema.extend({ uidb64: uidb64.optional() })
