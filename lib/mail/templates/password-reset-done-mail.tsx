import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { whenAndWhere } from './when-and-where'

export const passwordResetDoneMail: MailTemplate<'password-reset-done'> = {
  subject: 'Your password was reset',
  Body: ({ username, when, device, ip, resetUrl }) => (
    <MailLayout
      heading="Your password was reset"
      paragraphs={[
        `A new password was chosen for your account “${username}”, by a link that we mailed you.`,
        'Every device was logged out. If that was you, log in with the new password.',
      ]}
      facts={whenAndWhere({ when, device, ip })}
      action={{ label: 'Reset my password again', url: resetUrl, isForNotYou: true }}
      ifNotYou={[
        'Then somebody can read your mail.',
        'Change the password of your mailbox first, then reset the one of this account again.',
      ]}
      why="You get this mail because a change of password is always told to the owner of the account."
    />
  ),
}
