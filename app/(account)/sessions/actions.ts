'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { endOtherSessions } from '@/lib/sessions/end-other-sessions'
import { endSession } from '@/lib/sessions/end-session'
import { endSessionFormSchema } from '@/lib/sessions/schemas'

const endOne = formAction(endSessionFormSchema, endSession, async () => redirect('/sessions?notice=ended'))
const endOthers = formAction(z.object({}), endOtherSessions, async () => redirect('/sessions?notice=others-ended'))

/** Logs one of the person's devices out. */
export const endSessionAction: FormAction = async (previous, form) => endOne(previous, form)
/** Logs every device out but this one. */
export const endOtherSessionsAction: FormAction = async (previous, form) => endOthers(previous, form)
