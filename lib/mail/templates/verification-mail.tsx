import type { VerificationSecrets, MailMessage } from '../mail-message'
import { MailLayout } from './mail-layout'
import type { MailLanguage } from './mail-template'

/** By code or by link, for an account that is to be, or one whose address is not verified yet. */
export function verificationMail(message: Extract<MailMessage, VerificationSecrets>, language: MailLanguage) {
  const { t } = language
  const { kind, code, codeMinutes, url, linkHours } = message
  return (
    <MailLayout
      kind={kind}
      language={language}
      paragraphs={[t(`mails.${kind}.asked`), t(`mails.${kind}.enterCode`)]}
      code={{ value: code, note: t('mails.codeWorks', { minutes: codeMinutes }) }}
      action={{ url, note: t('mails.anyDevice', { hours: linkHours }) }}
    />
  )
}
