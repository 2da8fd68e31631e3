import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import en from '@/lib/i18n/messages/en.json'
import { PasswordStrength } from './password-strength'

describe('PasswordStrength', () => {
  it.each(['', 'typed'])('shows nothing without JavaScript, whatever is typed (%j)', (password) => {
    const html = renderToStaticMarkup(
      <NextIntlClientProvider locale="en" timeZone="UTC" messages={en}>
        <PasswordStrength password={password} ownNames={['maria']} minLength={8} />
      </NextIntlClientProvider>,
    )
    expect(html).toBe('<p role="status" class="sr-only"></p>')
  })
})
