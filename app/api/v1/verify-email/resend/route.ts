import { resendVerificationEndpoint } from '@/lib/accounts/endpoints'
import { resendVerification } from '@/lib/accounts/resend-verification'
import { apiRoutes, door } from '@/lib/next/api-routes'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(resendVerificationEndpoint, async ({ body }, ctx) => {
    await resendVerification({ email: body.email, claimId: null }, ctx)
    return { body: { message: 'If this address waits for its proof, a new mail is on its way' } }
  }),
)
