import { AppError } from '@/lib/errors/app-error'
import { apiRoutes, door } from '@/lib/next/api-routes'
import { apiSessionKind } from '@/lib/next/api-session-kind'
import { tokensAndUser } from '@/lib/next/tokens-and-user'
import { logIn } from '@/lib/sessions/log-in'
import { tokenEndpoint } from '@/lib/tokens/endpoints'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(tokenEndpoint, async ({ body, dialect }, ctx) => {
    const identifier = body.username || body.email || ''
    const result = await logIn({ identifier, password: body.password }, ctx, apiSessionKind(dialect))
    if (result.kind === 'unverified') throw new AppError('email_not_verified')
    const { user, ...tokens } = await tokensAndUser(result.session, ctx)
    return { body: { ...tokens, token_type: 'Bearer', user } }
  }),
)
