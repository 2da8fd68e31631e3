'use client'

import { useTranslations } from 'next-intl'
import { startTransition, useActionState, useOptimistic } from 'react'
import { Segment, Segments } from '@/components/ui/segments'
import type { Theme } from '@/lib/appearance/schemas'
import { INITIAL_FORM_STATE } from '@/lib/http/form-state'
import { chooseThemeAction } from './actions'

const THEMES = [
  { theme: 'system', icon: 'screen' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
] as const

/** Light, dark, or as the system has it: shown at once, and remembered by the server in a cookie. */
export function ThemeForm({ theme }: { theme: Theme }) {
  const t = useTranslations('shell.themes')
  const [state, action] = useActionState(chooseThemeAction, INITIAL_FORM_STATE)
  const [shown, show] = useOptimistic(theme)

  function choose(chosen: Theme) {
    showNow(chosen)
    startTransition(() => show(chosen))
  }

  return (
    <form action={action}>
      <Segments label={t('name')}>
        {THEMES.map(({ theme: value, icon }) => (
          <Segment
            key={value}
            name="theme"
            value={value}
            icon={icon}
            isChosen={value === shown}
            onClick={() => choose(value)}
          >
            {t(value)}
          </Segment>
        ))}
      </Segments>
      {state.status === 'failed' && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {state.message}
        </p>
      )}
    </form>
  )
}

/** Before the server has answered with the page that says the same. */
function showNow(theme: Theme) {
  document.documentElement.dataset.theme = theme
}
