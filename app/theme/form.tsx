'use client'

import { useTranslations } from 'next-intl'
import { useOptimistic } from 'react'
import { ChoiceForm } from '@/components/forms/choice-form'
import { Segment, Segments } from '@/components/ui/segments'
import type { Theme } from '@/lib/preferences/schemas'
import { chooseThemeAction } from './actions'

const THEMES = [
  { theme: 'system', icon: 'screen' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
] as const

/** Light, dark, or as the system has it: shown at once, and remembered by the server in a cookie. */
export function ThemeForm({ theme }: { theme: Theme }) {
  const t = useTranslations('shell.themes')
  const [shown, show] = useOptimistic<string>(theme)

  function choose(chosen: string) {
    paint(chosen)
    show(chosen)
  }

  return (
    <ChoiceForm action={chooseThemeAction} name="theme" onChoose={choose} onFail={() => paint(theme)}>
      <Segments label={t('name')}>
        {THEMES.map(({ theme: value, icon }) => (
          <Segment key={value} name="theme" value={value} icon={icon} isChosen={value === shown}>
            {t(value)}
          </Segment>
        ))}
      </Segments>
    </ChoiceForm>
  )
}

/** The page itself, which the server wrote: React changes it only when the server says otherwise. */
function paint(theme: string) {
  document.documentElement.dataset.theme = theme
}
