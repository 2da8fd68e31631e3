import { displayEmail } from '@/lib/fields/email-display'
import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { naming } from './naming'
import { whenAndWhere } from './when-and-where'

export const addressChangedMail: MailTemplate<'address-changed'> = (message, language) => {
  const { t } = language
  const { username, newEmail, undoUrl, linkHours } = message
  return (
    <MailLayout
      kind={message.kind}
      language={language}
      paragraphs={[
        t('mails.address-changed.changed', { ...naming(username), newEmail: displayEmail(newEmail) }),
        t('mails.nothingToDo'),
      ]}
      facts={whenAndWhere(message, language)}
      action={{ url: undoUrl, note: t('mails.address-changed.linkWorks', { hours: linkHours }), isForNotYou: true }}
    />
  )
}
