import { apiRoutes, door } from '@/lib/next/api-routes'
import { signInBrowser } from '@/lib/next/next-auth'
import { changePassword } from '@/lib/passwords/change-password'
import { changePasswordEndpoint } from '@/lib/passwords/endpoints'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(changePasswordEndpoint, async ({ body }, ctx) => {
    const session = await changePassword(body, ctx)
    // A browser's session goes on under a new id, which its cookie must carry.
    if (session) await signInBrowser(session)
    return { body: { message: 'Password changed successfully' } }
  }),
)
