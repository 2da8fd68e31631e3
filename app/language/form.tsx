'use client'

import { useTranslations } from 'next-intl'
import { useOptimistic } from 'react'
import { ChoiceForm } from '@/components/forms/choice-form'
import { chooseLocaleAction } from './actions'

type LanguageFormProps = {
  /** By their tags, each in its own words. */
  languages: { locale: string; name: string }[]
  /** The one that is spoken now. */
  locale: string
}

export function LanguageForm({ languages, locale: spoken }: LanguageFormProps) {
  const t = useTranslations('shell')
  const [chosen, choose] = useOptimistic(spoken)
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
            // As wide in every font, and its words begin at one place: nothing moves when the font of the page comes
            // late.
            className={
              'min-h-target min-w-24 rounded-control px-2.5 text-start text-sm text-muted transition-colors hover:text-ink ' +
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
