import { apiRoutes, door } from '@/lib/next/api-routes'
import { resetPasswordEndpoint } from '@/lib/passwords/endpoints'
import { resetPassword } from '@/lib/passwords/reset-password'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(resetPasswordEndpoint, async ({ body }, ctx) => {
    await resetPassword(body, ctx)
    return { body: { message: 'Password has been reset successfully' } }
  }),
)
