import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { timeSpan } from './time-span'

export const verifyAddressMail: MailTemplate<'verify-address'> = {
  subject: 'Verify your e-mail address',
  Body: ({ code, url, username, codeMinutes, linkHours }) => (
    <MailLayout
      heading="Verify your e-mail address"
      paragraphs={[
        `The account “${username}” uses this address.`,
        'Please show that it is yours: enter this code on the site.',
      ]}
      code={{ value: code, note: `Works for ${timeSpan(codeMinutes, 'minute')}.` }}
      action={{
        label: 'Verify my address',
        url,
        note: `The link works for ${timeSpan(linkHours, 'hour')}, on any device.`,
      }}
      ifNotYou={[
        'Do nothing: somebody may have mistyped their address.',
        'Without this code or link it is not taken for yours.',
        'Never tell anybody the code.',
      ]}
      why="You get this mail because an account was made with your address, which is not verified yet."
    />
  ),
}
