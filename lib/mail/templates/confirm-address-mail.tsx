import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'

export const confirmAddressMail: MailTemplate<'confirm-address'> = (message, language) => {
  const { t } = language
  const { url, linkMinutes } = message
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[t('mails.confirm-address.wanted')]}
      action={{ url, note: t('mails.onceForMinutes', { minutes: linkMinutes }) }}
    />
  )
}
