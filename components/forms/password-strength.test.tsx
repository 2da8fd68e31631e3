import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { PasswordStrength } from './password-strength'

describe('PasswordStrength', () => {
  it.each(['', 'typed'])('shows nothing without JavaScript, whatever is typed (%j)', (password) => {
    const html = renderToStaticMarkup(<PasswordStrength password={password} ownNames={['maria']} minLength={8} />)
    expect(html).toBe('<p role="status" class="sr-only"></p>')
  })
})
