import { verifyEmailEndpoint } from '@/lib/accounts/endpoints'
import { verifyEmail } from '@/lib/accounts/verify-email'
import { apiRoutes, door } from '@/lib/next/api-routes'
import { apiSessionKind } from '@/lib/next/api-session-kind'
import { tokensAndUser } from '@/lib/next/tokens-and-user'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(verifyEmailEndpoint, async ({ body, dialect }, ctx) => {
    const proof =
      'otp' in body
        ? ({ by: 'code', code: body.otp, email: body.email, claimId: null } as const)
        : ({ by: 'link', token: body.token, claimId: null, isProgram: true } as const)
    const session = await verifyEmail({ proof, username: body.username }, ctx, apiSessionKind(dialect))
    return { body: { message: 'Email verified successfully', ...(await tokensAndUser(session, ctx)) } }
  }),
)
