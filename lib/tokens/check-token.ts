import type { z } from 'zod'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { verifyToken } from './jwt'
import type { anyTokenSchema } from './schemas'

/** Whether an access or refresh token is ours, has not expired, and its session lives. @throws AppError `token_not_valid` */
export async function checkToken({ token }: z.output<typeof anyTokenSchema>, ctx: Context): Promise<void> {
  const claims = (await verifyToken('access', token)) ?? (await verifyToken('refresh', token))
  const actor = claims && (await findLiveSession(claims.sid, ctx.now))
  if (actor?.sessionKind !== 'api' || actor.userId !== claims?.sub) throw new AppError('token_not_valid')
}
