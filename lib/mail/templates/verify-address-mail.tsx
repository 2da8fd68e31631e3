import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'

export const verifyAddressMail: MailTemplate<'verify-address'> = (message, language) => {
  const { t } = language
  const { username, code, codeMinutes, url, linkHours } = message
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[t('mails.verify-address.used', { username }), t('mails.verify-address.enterCode')]}
      code={{ value: code, note: t('mails.codeWorks', { minutes: codeMinutes }) }}
      action={{ url, note: t('mails.anyDevice', { hours: linkHours }) }}
    />
  )
}
