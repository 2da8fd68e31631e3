import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { whenAndWhere } from './when-and-where'

export const sessionEndedMail: MailTemplate<'session-ended'> = {
  subject: 'An app was logged out of your account',
  Body: ({ username, when, device, ip, resetUrl }) => (
    <MailLayout
      heading="An app was logged out"
      paragraphs={[
        `An app that is logged in to your account “${username}” used an old token again. That happens when a token was copied, so that log-in was ended.`,
        'If it was your app, log in to it again. An app that was restored from a backup does this too.',
      ]}
      facts={whenAndWhere({ when, device, ip })}
      action={{ label: 'Reset my password', url: resetUrl, isForNotYou: true }}
      ifNotYou={[
        'Somebody may have copied a token of yours.',
        'Reset your password: that logs out everybody.',
      ]}
      why="You get this mail because the end of a log-in by force is always told to the owner of the account."
    />
  ),
}
