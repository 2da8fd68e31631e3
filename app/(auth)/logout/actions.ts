'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { signOutBrowser } from '@/lib/next/next-auth'
import { logOut } from '@/lib/sessions/log-out'

const action = formAction(z.object({}), logOut, async () => {
  await signOutBrowser()
  redirect('/login?notice=logged-out')
})

/** Ends this browser's session. */
export const logOutAction: FormAction = async (previous, form) => action(previous, form)
