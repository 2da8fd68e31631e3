import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'

export const alreadyRegisteredMail: MailTemplate<'already-registered'> = {
  subject: 'You already have an account',
  Body: ({ loginUrl, resetUrl }) => (
    <MailLayout
      heading="You already have an account"
      paragraphs={[
        'Somebody tried to register with this address. It has an account already, so nothing was changed.',
        'If that was you, log in with the password you have:',
      ]}
      action={{ label: 'Log in', url: loginUrl }}
      otherAction={{ label: 'I forgot my password', url: resetUrl }}
      ifNotYou={['You need not do anything.', 'Whoever it was did not learn that you have an account.']}
      why="You get this mail because somebody entered your address to register."
    />
  ),
}
