import { apiRoutes, door } from '@/lib/next/api-routes'
import { forgotPasswordEndpoint } from '@/lib/passwords/endpoints'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(forgotPasswordEndpoint, async ({ body }, ctx) => {
    await requestPasswordReset(body, ctx)
    return { body: { message: 'Password reset instructions sent to your email' } }
  }),
)
