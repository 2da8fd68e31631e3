import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { timeSpan } from './time-span'

export const passwordResetMail: MailTemplate<'password-reset'> = {
  subject: 'Reset your password',
  Body: ({ url, username, linkMinutes }) => (
    <MailLayout
      heading="Reset your password"
      paragraphs={[
        `Somebody asked to reset the password of your account “${username}”.`,
        'If that was you, choose a new one here:',
      ]}
      action={{
        label: 'Choose a new password',
        url,
        note: `The link works once, for ${timeSpan(linkMinutes, 'minute')}. A newer mail replaces it.`,
      }}
      ifNotYou={[
        'Do nothing: your password stays as it is.',
        'Never pass this link on: whoever has it can take over your account.',
      ]}
      why="You get this mail because somebody asked to reset the password of the account with your address."
    />
  ),
}
