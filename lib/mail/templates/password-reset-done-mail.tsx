import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { naming } from './naming'
import { whenAndWhere } from './when-and-where'

export const passwordResetDoneMail: MailTemplate<'password-reset-done'> = (message, language) => {
  const { t } = language
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[
        t('mails.password-reset-done.chosen', naming(message.username)),
        t('mails.password-reset-done.loggedOut'),
      ]}
      facts={whenAndWhere(message, language)}
      action={{ url: message.resetUrl, isForNotYou: true }}
    />
  )
}
