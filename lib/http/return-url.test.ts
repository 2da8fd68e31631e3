import { describe, expect, it } from 'vitest'
import { returnUrl } from './return-url'

const back = (returnTo: string | null) =>
  returnUrl({ returnTo, appUrl: 'https://home.example', allowedOrigins: ['https://app.example'], fallback: '/profile' })

describe('returnUrl', () => {
  it.each([
    ['/profile/edit?tab=1#top', '/profile/edit?tab=1#top'],
    ['https://home.example/sessions', '/sessions'],
    ['https://app.example/after?x=1', 'https://app.example/after?x=1'],
    ['profile', '/profile'],
  ])('goes to %s', (returnTo, expected) => expect(back(returnTo)).toBe(expected))

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '////evil.example',
    '\t//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'https:evil.example',
    'https:/evil.example',
    'https://evil.example/',
    'https://home.example.evil.example/',
    'https://home.example@evil.example/',
    'https://user:pass@home.example/',
    'http://home.example/',
    'https://home.example:8443/',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://home.example/',
    'http://[',
    '',
    null,
  ])('stays at home for %j (S16)', (returnTo) => {
    const target = back(returnTo)
    expect(new URL(target, 'https://home.example').origin).toBe('https://home.example')
    expect(target).toMatch(/^\/(?![/\\])/)
  })

  it('never begins with two slashes, also when the path itself does (S16)', () => {
    expect(back('/.//evil.example')).toBe('/evil.example')
    expect(back('https://home.example//evil.example')).toBe('/evil.example')
  })
})
