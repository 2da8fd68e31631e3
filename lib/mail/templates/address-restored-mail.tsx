import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'

export const addressRestoredMail: MailTemplate<'address-restored'> = (message, language) => {
  const { t } = language
  const { url, username, linkMinutes } = message
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[t('mails.address-restored.restored', { username }), t('mails.address-restored.chooseNew')]}
      action={{ url, note: t('mails.address-restored.linkWorks', { minutes: linkMinutes }) }}
    />
  )
}
