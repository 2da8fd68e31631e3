'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { CONTROL_CLASS } from '@/components/ui/control-class'
import { Field } from '@/components/ui/field'
import { useIsHydrated } from '@/components/ui/use-is-hydrated'
import { useActionFormContext } from './action-form-context'
import { LATIN_INPUT } from './latin-input'
import { useField } from './use-field'

type PasswordFieldProps = {
  name?: string
  label?: string | undefined
  autoComplete?: 'current-password' | 'new-password'
  aside?: ReactNode
  description?: ReactNode
  children?: ReactNode
}

/** A password, with a button that shows what was typed. */
export function PasswordField({
  name = 'password',
  label,
  autoComplete = 'current-password',
  aside,
  description,
  children,
}: PasswordFieldProps) {
  const t = useTranslations('forms')
  const { isPending } = useActionFormContext()
  const { id, error, controlProps } = useField({ name, description })
  const isHydrated = useIsHydrated()
  const [wantsShown, setWantsShown] = useState(false)
  // While it is sent it is a password field again: browsers offer to save it by that.
  const isShown = wantsShown && !isPending
  return (
    <Field id={id} label={label ?? t('password')} aside={aside} description={description} error={error}>
      <div className="relative">
        <input
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          dir={LATIN_INPUT.dir}
          // The button lies at the end of the page's lines, whichever way the field itself runs.
          className={classNames(CONTROL_CLASS, LATIN_INPUT.className, 'min-h-target pr-18 rtl:pr-3.5 rtl:pl-18')}
          {...controlProps}
        />
        {isHydrated && (
          <button
            type="button"
            aria-controls={id}
            onClick={() => setWantsShown(!wantsShown)}
            className={
              'absolute inset-y-0 end-0 min-w-16 rounded-control px-3 text-sm font-medium text-muted ' +
              'transition-colors hover:text-ink'
            }
          >
            {t.rich(wantsShown ? 'hidePassword' : 'showPassword', {
              hidden: (text) => <span className="sr-only">{text}</span>,
            })}
          </button>
        )}
      </div>
      {children}
    </Field>
  )
}
