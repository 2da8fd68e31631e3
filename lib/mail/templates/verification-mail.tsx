import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'

export const verificationMail: MailTemplate<'verification'> = (message, language) => {
  const { t } = language
  const { username, code, codeMinutes, url, linkHours } = message
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[t('mails.verification.asked', { username }), t('mails.verification.enterCode')]}
      code={{ value: code, note: t('mails.codeWorks', { minutes: codeMinutes }) }}
      action={{ url, note: t('mails.anyDevice', { hours: linkHours }) }}
    />
  )
}
