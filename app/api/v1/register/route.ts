import { registerEndpoint } from '@/lib/accounts/endpoints'
import { register } from '@/lib/accounts/register'
import { apiRoutes, door } from '@/lib/next/api-routes'
import { apiSessionKind } from '@/lib/next/api-session-kind'
import { tokensAndUser } from '@/lib/next/tokens-and-user'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(registerEndpoint, async ({ body, dialect }, ctx) => {
    const result = await register(body, ctx, apiSessionKind(dialect))
    const message = `User created successfully${dialect?.path === '/create-user' ? '!' : ''}`
    const { verification, email } = result
    if (result.verification === 'required') return { body: { message, verification, email } }
    const { access, refresh, user } = await tokensAndUser(result.session, ctx)
    return { body: { message, verification, email, access, refresh, user } }
  }),
)
