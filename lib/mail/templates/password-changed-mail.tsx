import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { naming } from './naming'
import { whenAndWhere } from './when-and-where'

export const passwordChangedMail: MailTemplate<'password-changed'> = (message, language) => {
  const { t } = language
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[t('mails.password-changed.changed', naming(message.username)), t('mails.nothingToDo')]}
      facts={whenAndWhere(message, language)}
      action={{ url: message.resetUrl, isForNotYou: true }}
    />
  )
}
