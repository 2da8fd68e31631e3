'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { revokeOtherSessions } from '@/lib/sessions/revoke-other-sessions'
import { revokeSession } from '@/lib/sessions/revoke-session'
import { revokeSessionFormSchema } from '@/lib/sessions/schemas'

/**
 * One that is gone already, by another tab or by itself, is logged out as the person wishes; a foreign one is the same
 * (S36).
 */
async function revokeSessionIfThere(input: { id: string }, ctx: Context) {
  await revokeSession(input, ctx).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
  })
}

const revokeOne = formAction(revokeSessionFormSchema, revokeSessionIfThere, async () =>
  redirect('/sessions?notice=ended'),
)
const revokeOthers = formAction(z.object({}), revokeOtherSessions, async () =>
  redirect('/sessions?notice=others-ended'),
)

/** Logs one of the person's devices out. */
export const revokeSessionAction: FormAction = async (previous, form) => revokeOne(previous, form)
/** Logs every device out but this one. */
export const revokeOtherSessionsAction: FormAction = async (previous, form) => revokeOthers(previous, form)
