'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { problemText } from '@/lib/errors/problem-text'
import { useActionFormContext } from './action-form-context'

type UseFieldOptions = {
  /** As the schema calls it. */
  name: string
  description?: unknown
  /** What stands in it at first, unless the server sends back what was typed. */
  defaultValue?: string | undefined
}

/** Ties a control to its form: name, id, value to begin with, its error, and what screen readers are to know of it. */
export function useField({ name, description, defaultValue = '' }: UseFieldOptions) {
  const id = useId()
  const t = useTranslations('errors')
  const { register, clearErrors, formState, plainState } = useActionFormContext()
  const message = formState.errors[name]?.message
  const error = typeof message === 'string' ? problemText(message, t) : undefined
  // A server's error concerns what was sent. Once that is changed the schema alone has a say.
  const onChange = () => formState.errors[name]?.type === 'server' && clearErrors(name)
  const descriptions = [error && `${id}-error`, description && `${id}-description`].filter(Boolean).join(' ')
  const controlProps = {
    id,
    ...register(name, { onChange }),
    'aria-describedby': descriptions || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-errormessage': error ? `${id}-error` : undefined,
    defaultValue: plainState.values[name] ?? defaultValue,
    // Without JavaScript: the page that comes back leads to what is wrong.
    ...(Object.keys(plainState.fieldErrors)[0] === name && { autoFocus: true }),
  }
  return { id, error, controlProps }
}
