import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { dateAndTime, whenAndWhere } from './when-and-where'

export const deletionScheduledMail: MailTemplate<'deletion-scheduled'> = {
  subject: 'Your account will be deleted',
  Body: ({ username, dueAt, when, device, ip, loginUrl }) => (
    <MailLayout
      heading="Your account will be deleted"
      paragraphs={[
        `Your account “${username}” was closed, and everybody was logged out. It is deleted for good on ${dateAndTime(dueAt)}.`,
        'If you change your mind, log in before then: that takes the deletion back.',
      ]}
      facts={whenAndWhere({ when, device, ip })}
      action={{ label: 'Log in and keep my account', url: loginUrl }}
      ifNotYou={[
        'Log in, which keeps your account, and change your password: whoever did this knows it.',
      ]}
      why="You get this mail because the deletion of an account is always told to its owner."
    />
  ),
}
