'use server'

import { getTranslations } from 'next-intl/server'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { requestPasswordResetSchema } from '@/lib/passwords/schemas'

const action = formAction(
  requestPasswordResetSchema,
  requestPasswordReset,
  async () => ({ message: (await getTranslations('pages.forgotPassword'))('sent') }),
  'input',
)

/** Mails a link to choose a new password; answers alike for every address. */
export const requestPasswordResetAction: FormAction = async (previous, form) => action(previous, form)
