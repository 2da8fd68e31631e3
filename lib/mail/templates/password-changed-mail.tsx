import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { whenAndWhere } from './when-and-where'

export const passwordChangedMail: MailTemplate<'password-changed'> = {
  subject: 'Your password was changed',
  Body: ({ username, when, device, ip, resetUrl }) => (
    <MailLayout
      heading="Your password was changed"
      paragraphs={[
        `The password of your account “${username}” was changed, and every other device was logged out.`,
        'If that was you, there is nothing to do.',
      ]}
      facts={whenAndWhere({ when, device, ip })}
      action={{ label: 'Reset my password', url: resetUrl, isForNotYou: true }}
      ifNotYou={[
        'Reset your password now: that logs out everybody, whoever changed it too.',
        'Then change it wherever else you use the same one.',
      ]}
      why="You get this mail because a change of password is always told to the owner of the account."
    />
  ),
}
