import { describe, expect, test } from 'vitest'
import { loadMessages } from '@/lib/i18n/load-messages'
import { LOCALES } from '@/lib/i18n/locales'
import { withConfig } from '@/lib/testing/with-config'
import type { LocalizedMail, MailMessage } from '../mail-message'
import { renderMail } from './render-mail'

const SITE = 'https://accounts.example.com'
const PROOF = {
  code: '480213',
  url: `${SITE}/verify-email?token=abc-DEF_123`,
  codeMinutes: 10,
  linkHours: 24,
}
const NOTICE = {
  username: 'ada.lovelace',
  when: '2026-11-22T14:05:09.000Z',
  device: 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0',
  ip: '192.0.2.7',
  resetUrl: `${SITE}/forgot-password`,
}

const { resetUrl: _, ...WHEN_AND_WHERE } = NOTICE

const MESSAGES: MailMessage[] = [
  { kind: 'verification', ...PROOF },
  { kind: 'verify-address', ...PROOF },
  { kind: 'already-registered', loginUrl: `${SITE}/login`, resetUrl: `${SITE}/forgot-password` },
  {
    kind: 'password-reset',
    url: `${SITE}/reset-password?token=abc-DEF_123`,
    username: 'ada.lovelace',
    linkMinutes: 60,
  },
  { kind: 'password-changed', ...NOTICE },
  { kind: 'password-reset-done', ...NOTICE },
  { kind: 'session-ended', ...NOTICE },
  {
    kind: 'confirm-address',
    url: `${SITE}/confirm-email-change?token=abc-DEF_123`,
    linkMinutes: 60,
  },
  {
    kind: 'address-changed',
    ...WHEN_AND_WHERE,
    newEmail: 'new@example.com',
    undoUrl: `${SITE}/undo-email-change?token=abc-DEF_123`,
    linkHours: 24,
  },
  {
    kind: 'address-restored',
    url: `${SITE}/reset-password?token=abc-DEF_123`,
    username: 'ada.lovelace',
    linkMinutes: 60,
  },
  { kind: 'deletion-scheduled', ...WHEN_AND_WHERE, dueAt: '2026-12-06T14:05:09.000Z', loginUrl: `${SITE}/login` },
]

describe.each(MESSAGES)('an email of kind $kind', (message) => {
  const links = Object.values(message).filter((value) => String(value).startsWith(SITE)) as string[]

  test('has a one-line subject, and every link in both parts', async () => {
    const { subject, html, text } = await renderMail(message)
    expect(subject).toMatch(/^[\w' -]{5,60}$/)
    for (const link of links) {
      expect(html).toContain(`href="${link}"`)
      // Alone: with nothing that an email program would treat as a part of it.
      expect(text.split('\n')).toContain(link)
    }
  })

  test.each(LOCALES)('reads well as plain text in %s: if it was not you, then why it came', async (locale) => {
    const { text } = await renderMail({ ...message, locale })
    const { mails } = await loadMessages(locale)
    const said = mails[message.kind]
    const paragraphs = text.trim().split('\n\n')
    expect(paragraphs[0]).toBe(said.heading)
    const question = paragraphs.indexOf(mails.wasThisNotYou)
    expect(paragraphs[question - 1]).toMatch(/^-+$/)
    expect(paragraphs[question + 1]?.startsWith(said.ifNotYou)).toBe(true)
    expect(paragraphs.at(-1)).toBe(`${said.why}\nVestibule, accounts.example.com`)
    expect(text).not.toMatch(/<\w|&[#\w]+;|[\u200b-\u200d\ufeff\t]|\n{3}/)
    // A paragraph is a line, of a length that a telephone shows at once.
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(250)
  })

  test('breaks whatever is too long for a phone', async () => {
    const { html } = await renderMail(message)
    const texts = html.match(/<(?:p|h1)\b[^>]*>/g) ?? []
    expect(texts.length).toBeGreaterThan(3)
    for (const text of texts) expect(text).toContain('overflow-wrap:anywhere')
  })

  test('is made for the dark too, and loads nothing from anywhere', async () => {
    const { html } = await renderMail(message)
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(html).toContain('@media (prefers-color-scheme: dark)')
    expect(html).not.toMatch(/<(img|link|script|iframe)\b|url\(|@import|@font-face|src=/i)
  })
})

test('a code stands in both parts as six digits to copy, grouped by style alone', async () => {
  const { html, text } = await renderMail({ kind: 'verification', ...PROOF })
  expect(text).toMatch(/^480213$/m)
  expect(html).toMatch(/<span>480<\/span><span style="[^"]*margin-left:[^"]*">213<\/span>/)
})

test('spans of time are in words, singular and plural', async () => {
  const { text } = await renderMail({ kind: 'verification', ...PROOF, codeMinutes: 10, linkHours: 1 })
  expect(text).toContain('Works for 10 minutes.')
  expect(text).toContain('The link works for 1 hour,')
})

test('a notice says when, on what and from where, and repeats nothing of the User-Agent header (S58)', async () => {
  const device = 'Firefox/1 (X11) see https://evil.example <script>alert(1)</script>'
  const { html, text } = await renderMail({ kind: 'password-changed', ...NOTICE, device })
  expect(text).toContain('22 November 2026 at 14:05 UTC')
  expect(text).toContain('Firefox on Linux, from 192.0.2.7')
  expect(html + text).not.toContain('evil.example')
})

test.each(MESSAGES.filter((message) => 'username' in message))(
  'script in a username is inert in an email of kind $kind (S58)',
  async (message) => {
    const username = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&'
    const { html, subject } = await renderMail({ ...message, username })
    expect(html).not.toMatch(/<script|<img/i)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(subject).not.toContain('script')
  },
)

describe.each(LOCALES)('to someone who may be a stranger, in %s,', (locale) => {
  const THEIRS = 'free-money.example'
  const words = { username: THEIRS, name: THEIRS, bio: THEIRS, newEmail: `${THEIRS}@${THEIRS}`, device: THEIRS }
  /** Its reader has just opened one of our links, which restored the address. */
  const isToSomeoneKnown = ({ kind }: MailMessage) => kind === 'address-restored'

  test.each(MESSAGES.filter((message) => !isToSomeoneKnown(message)))(
    'an email of kind $kind has no word of someone else',
    async (message) => {
      const isNotice = 'username' in message
      const { subject, html, text } = await renderMail({
        ...message,
        ...words,
        locale,
        ...(isNotice ? { username: null } : {}),
      } as LocalizedMail)
      expect(`${subject}\n${html}\n${text}`).not.toContain(THEIRS)
    },
  )

  test.each(MESSAGES.filter((message) => 'username' in message))(
    'an email of kind $kind to an owner names the account',
    async (message) => {
      expect((await renderMail({ ...message, ...words, locale })).text).toContain(THEIRS)
    },
  )
})

describe.each([
  ['es', 'ltr', '¿No has sido tú?', /Recibes este correo porque|[Aa]visamos (?:a|siempre)/],
  ['ar', 'rtl', 'لم يكن هذا أنت؟', /وصلتك هذه الرسالة|نُبلغ/],
] as const)('in %s', (locale, direction, question, why) => {
  test.each(MESSAGES)('an email of kind $kind is wholly in it, and runs its way', async (message) => {
    const english = await renderMail(message)
    const { subject, html, text } = await renderMail({ ...message, locale })
    expect(html).toContain(`<html dir="${direction}" lang="${locale}"`)
    // Only an address and a code run from the left whatever the language is, and nothing else is drawn to a side.
    for (const [, inside = ''] of html.matchAll(/dir="ltr"[^>]*>(.*?)<\/(?:a|p)>/g)) {
      expect(inside.replaceAll(/<[^>]*>/g, '')).toMatch(direction === 'rtl' ? /^(https:\S+|\d{6})$/ : /./)
    }
    expect(html).not.toMatch(/align[:=]"?(left|right)|float:/)
    // Letters that hang together are not pushed into one another.
    expect(/<h1[^>]*letter-spacing/.test(html)).toBe(direction === 'ltr')
    if (direction === 'rtl' && 'username' in message) expect(text).toContain(`«\u2068${message.username}\u2069»`)
    expect(text).toContain(question)
    expect(text).toMatch(why)
    expect(subject).not.toBe(english.subject)
    const lines = (part: string) =>
      part.split('\n').filter((line) => /[a-z] [a-z]/i.test(line) && !line.includes('http'))
    expect(lines(text).filter((line) => lines(english.text).includes(line))).toEqual([])
  })
})

test.each(MESSAGES)(
  'each line of an email of kind $kind in Arabic runs from the right, by its first letter',
  async (message) => {
    const { text } = await renderMail({ ...message, locale: 'ar' })
    const lines = text.split('\n')
    for (const line of lines.filter((one) => /\p{Script=Arabic}/u.test(one))) {
      // Programs go by the first sign that has a direction; some pass over what is isolated, and some do not.
      expect(/[\u200f\p{L}]/u.exec(line)?.[0], line).toMatch(/[\u200f\p{Script=Arabic}]/u)
    }
    if ('device' in message) expect(text).toMatch(/^\u200f.*Firefox.*Linux/m)
    // What is copied has nothing to be copied with it.
    expect(lines.filter((line) => line.includes('\u200f') && /http|\d{6}|^\u200f.*\u200f/.test(line))).toEqual([])
  },
)

test('Arabic counts in its own forms', async () => {
  const texts = await Promise.all(
    [1, 2, 3, 11].map((linkHours) => renderMail({ kind: 'verification', ...PROOF, linkHours, locale: 'ar' })),
  )
  for (const [index, words] of ['ساعة واحدة', 'ساعتين', 'ساعات', 'ساعة'].entries())
    expect(texts[index]?.text).toContain(words)
})

test('a kind that this version does not know is refused', async () => {
  await expect(renderMail({ kind: 'unheard-of' } as unknown as MailMessage)).rejects.toThrow('no template')
})

test('an email carries the brand: name, colour, and where to ask and read', async () => {
  withConfig({
    BRAND_NAME: 'Ada & Söhne',
    BRAND_COLOR: '#ffd400',
    BRAND_SUPPORT_EMAIL: 'help@example.com',
    BRAND_TERMS_URL: 'https://example.com/terms?a="b"',
    BRAND_PRIVACY_URL: 'https://example.com/privacy',
  })
  const { html, text } = await renderMail({ kind: 'verification', ...PROOF })
  expect(text).toContain('Ada & Söhne, accounts.example.com')
  for (const part of [
    'mailto:help@example.com',
    'https://example.com/terms?a=%22b%22',
    'https://example.com/privacy',
  ]) {
    expect(html).toContain(`href="${part}"`)
    expect(text).toContain(part.replace('mailto:', ''))
  }
  expect(html).toContain('background-color:#ffd400;color:#000000')
  expect(html).not.toContain('#0f5b63')
  withConfig({})
})
