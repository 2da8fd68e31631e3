import { endpoint } from '@/lib/api/endpoint'
import { messageSchema } from '@/lib/http/schemas'
import { changePassword } from './change-password'
import { requestPasswordReset } from './request-password-reset'
import { resetPassword } from './reset-password'
import { changePasswordSchema, requestPasswordResetSchema, resetPasswordRequestSchema } from './schemas'

const tag = 'Password'

export const changePasswordEndpoint = endpoint({
  path: '/api/v1/password/change',
  method: 'POST',
  operationId: 'changePassword',
  summary: 'Change your password',
  description: 'Keeps this session, and revokes every other session and its refresh token.',
  tag,
  auth: 'required',
  body: changePasswordSchema,
  success: { status: 200, description: 'The password is changed.', schema: messageSchema },
  errors: ['wrong_password', 'too_many_requests', 'busy'],
  example: {
    body: { old_password: 'violet-anchor-47-meadow', new_password: 'copper-lantern-12-harbour' },
    success: { message: 'Password changed successfully' },
  },
  handle: async ({ body }, ctx) => {
    const session = await changePassword(body, ctx)
    // A browser's session goes on under a new id, which its cookie must carry.
    return { body: { message: 'Password changed successfully' }, ...(session && { browserSession: session }) }
  },
})

export const forgotPasswordEndpoint = endpoint({
  path: '/api/v1/password/forgot',
  method: 'POST',
  operationId: 'forgotPassword',
  summary: 'Request a password reset email',
  description: 'The response is the same, after the same time, for every address.',
  tag,
  auth: 'none',
  body: requestPasswordResetSchema,
  success: { status: 200, description: 'The request is accepted.', schema: messageSchema },
  errors: ['too_many_requests'],
  example: {
    body: { email: 'ada@example.com' },
    success: { message: 'Password reset instructions sent to your email' },
  },
  handle: async ({ body }, ctx) => {
    await requestPasswordReset(body, ctx)
    return { body: { message: 'Password reset instructions sent to your email' } }
  },
})

export const resetPasswordEndpoint = endpoint({
  path: '/api/v1/password/reset',
  method: 'POST',
  operationId: 'resetPassword',
  summary: 'Set a new password with an emailed token',
  description: 'Revokes every session of the user.',
  tag,
  auth: 'none',
  body: resetPasswordRequestSchema,
  success: { status: 200, description: 'The password is reset.', schema: messageSchema },
  errors: ['invalid_token', 'too_many_requests', 'busy'],
  example: {
    body: { token: 'Yq3vXk1mN0wB7sT4uJ9zPfRcLhGdVaEo', password: 'copper-lantern-12-harbour' },
    success: { message: 'Password has been reset successfully' },
  },
  handle: async ({ body }, ctx) => {
    await resetPassword(body, ctx)
    return { body: { message: 'Password has been reset successfully' } }
  },
})
