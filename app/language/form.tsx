'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { INITIAL_FORM_STATE } from '@/lib/http/form-state'
import { chooseLocaleAction } from './actions'

/** @param languages by their tags, each in its own words */
export function LanguageForm({ languages }: { languages: { locale: string; name: string }[] }) {
  const t = useTranslations('shell')
  const chosen = useLocale()
  const [state, action] = useActionState(chooseLocaleAction, INITIAL_FORM_STATE)
  return (
    <form action={action}>
      <div role="group" aria-label={t('chooseLanguage')} className="-mx-2 flex flex-wrap">
        {languages.map(({ locale, name }) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === chosen}
            className={
              'min-h-target rounded-control px-2.5 text-sm text-muted transition-colors hover:text-ink ' +
              'aria-pressed:font-medium aria-pressed:text-ink'
            }
          >
            {name}
          </button>
        ))}
      </div>
      {state.status === 'failed' && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {state.message}
        </p>
      )}
    </form>
  )
}
