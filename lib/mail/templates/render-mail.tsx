import { render, toPlainText } from '@react-email/render'
import { createTranslator } from 'next-intl'
import { loadMessages } from '@/lib/i18n/load-messages'
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/i18n/locales'
import type { LocalizedMail, MailMessage } from '../mail-message'
import { addressChangedMail } from './address-changed-mail'
import { verificationMail } from './verification-mail'
import { addressRestoredMail } from './address-restored-mail'
import { alreadyRegisteredMail } from './already-registered-mail'
import { confirmAddressMail } from './confirm-address-mail'
import { deletionScheduledMail } from './deletion-scheduled-mail'
import type { MailLanguage, MailTemplate } from './mail-template'
import { passwordChangedMail } from './password-changed-mail'
import { passwordResetDoneMail } from './password-reset-done-mail'
import { passwordResetMail } from './password-reset-mail'
import { sessionEndedMail } from './session-ended-mail'

/** As far as a link goes, what html-to-text hands over, which comes without types. */
type Anchor = { attribs: { href: string }; children: unknown }
type Text = { addLineBreak: () => void; addInline: (text: string, options: { noWordTransform: boolean }) => void }

/** Written invisibly, it makes a line run from the right. */
const RIGHT_TO_LEFT_MARK = '\u200f'
/** A line of letters that run from the right, the first of which is one that runs from the left. */
const BEGINS_THE_OTHER_WAY = /^(?=.*[\u0590-\u08ff])(?=\P{L}*(?![\u0590-\u08ff])\p{L})/gmu

/** What the reader gets: both parts say the same. */
export type RenderedMail = { subject: string; html: string; text: string }

const TEMPLATES: { [Kind in MailMessage['kind']]: MailTemplate<Kind> } = {
  verification: verificationMail,
  'verify-address': verificationMail,
  'already-registered': alreadyRegisteredMail,
  'password-reset': passwordResetMail,
  'password-changed': passwordChangedMail,
  'password-reset-done': passwordResetDoneMail,
  'session-ended': sessionEndedMail,
  'confirm-address': confirmAddressMail,
  'address-changed': addressChangedMail,
  'address-restored': addressRestoredMail,
  'deletion-scheduled': deletionScheduledMail,
}

/**
 * Renders an email in its language: the text is made from the HTML, so that the two cannot differ.
 *
 * @throws Error for a kind that this version does not know
 */
export async function renderMail(message: LocalizedMail): Promise<RenderedMail> {
  const template = TEMPLATES[message.kind] as MailTemplate<MailMessage['kind']> | undefined
  if (!template) throw new Error('There is no template for this kind of mail.')
  const language = await languageOf(isLocale(message.locale) ? message.locale : DEFAULT_LOCALE)
  const html = await render(template(message, language))
  return { subject: language.t(`mails.${message.kind}.subject`), html, text: inOrder(plainText(html)) }
}

/** A paragraph is a line, which the reader's program breaks as wide as it is; a link stands on a line of its own. */
function plainText(html: string): string {
  return toPlainText(html, {
    formatters: { link: linkBelow },
    selectors: [
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'a', format: 'link' },
    ],
  })
}

/**
 * Many programs let each line of a text run as its first letter does: a line that begins with "Firefox" would be read
 * from its wrong end. Links and codes stay as they are copied.
 */
function inOrder(text: string): string {
  return text.replaceAll(BEGINS_THE_OTHER_WAY, RIGHT_TO_LEFT_MARK)
}

function linkBelow({ attribs: { href }, children }: Anchor, walk: (children: unknown, text: Text) => void, text: Text) {
  walk(children, text)
  if (href.startsWith('mailto:')) return
  text.addLineBreak()
  text.addInline(href, { noWordTransform: true })
}

async function languageOf(locale: Locale): Promise<MailLanguage> {
  const messages = await loadMessages(locale)
  const t = createTranslator<typeof messages>({ locale: messages.language.formats, messages })
  return { locale, ...messages.language, t }
}
