'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useOptimistic } from 'react'
import { ChoiceForm } from '@/components/forms/choice-form'
import { chooseLocaleAction } from './actions'

/** @param languages by their tags, each in its own words */
export function LanguageForm({ languages }: { languages: { locale: string; name: string }[] }) {
  const t = useTranslations('shell')
  const [chosen, choose] = useOptimistic<string>(useLocale())
  return (
    <ChoiceForm action={chooseLocaleAction} name="locale" onChoose={choose}>
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
    </ChoiceForm>
  )
}
