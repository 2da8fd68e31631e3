import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { timeSpan } from './time-span'

export const verificationMail: MailTemplate<'verification'> = {
  subject: 'Verify your e-mail address',
  Body: ({ code, url, username, codeMinutes, linkHours }) => (
    <MailLayout
      heading="Verify your e-mail address"
      paragraphs={[
        `Somebody asked for an account with this address and the username “${username}”.`,
        'If that was you, enter this code where you registered:',
      ]}
      code={{ value: code, note: `Works for ${timeSpan(codeMinutes, 'minute')}.` }}
      action={{
        label: 'Verify my address',
        url,
        note: `The link works for ${timeSpan(linkHours, 'hour')}, on any device.`,
      }}
      ifNotYou={[
        'Do nothing: without this code or link there is no account.',
        'Or open the link and press “This was not me” to delete the request.',
        'Never tell anybody the code.',
      ]}
      why="You get this mail because somebody entered your address to register."
    />
  ),
}
