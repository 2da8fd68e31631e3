import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { naming } from './naming'

export const passwordResetMail: MailTemplate<'password-reset'> = (message, language) => {
  const { t } = language
  const { url, username, linkMinutes } = message
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[t('mails.password-reset.asked', naming(username)), t('mails.password-reset.chooseNew')]}
      action={{ url, note: t('mails.onceForMinutes', { minutes: linkMinutes }) }}
    />
  )
}
