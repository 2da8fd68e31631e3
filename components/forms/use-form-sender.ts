'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { INITIAL_FORM_STATE, type FormState } from '@/lib/forms/form-state'

/** A server action of a form, as React's `useActionState` calls it. */
export type FormSender = (previous: FormState, form: FormData) => Promise<FormState>

/** Calls a form's action. The failure of a line that is down is a state too, so that nothing on the page is lost. */
export function useFormSender(action: FormSender): (data: FormData) => Promise<FormState> {
  const t = useTranslations('errors')
  return async (data) => {
    try {
      return await action(INITIAL_FORM_STATE, data)
    } catch (error) {
      unstable_rethrow(error)
      const message = t(unstable_isUnrecognizedActionError(error) ? 'updated_site' : 'unreachable')
      return { ...INITIAL_FORM_STATE, status: 'failed', message }
    }
  }
}
