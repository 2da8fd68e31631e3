import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { naming } from './naming'
import { whenAndWhere } from './when-and-where'

export const sessionEndedMail: MailTemplate<'session-ended'> = (message, language) => {
  const { t } = language
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[t('mails.session-ended.used', naming(message.username)), t('mails.session-ended.logInAgain')]}
      facts={whenAndWhere(message, language)}
      action={{ url: message.resetUrl, isForNotYou: true }}
    />
  )
}
