import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { naming } from './naming'
import { dateAndTime, whenAndWhere } from './when-and-where'

export const deletionScheduledMail: MailTemplate<'deletion-scheduled'> = (message, language) => {
  const { t } = language
  const { username, dueAt, loginUrl } = message
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[
        t('mails.deletion-scheduled.closed', { ...naming(username), due: dateAndTime(dueAt, language) }),
        t('mails.deletion-scheduled.changeYourMind'),
      ]}
      facts={whenAndWhere(message, language)}
      action={{ url: loginUrl }}
    />
  )
}
