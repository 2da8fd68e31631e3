import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { timeSpan } from './time-span'
import { whenAndWhere } from './when-and-where'

export const addressChangedMail: MailTemplate<'address-changed'> = {
  subject: 'Your e-mail address was changed',
  Body: ({ username, newEmail, when, device, ip, undoUrl, linkHours }) => (
    <MailLayout
      heading="Your address was changed"
      paragraphs={[
        `Your account “${username}” has another e-mail address now: ${newEmail}. Mails go there from now on.`,
        'If that was you, there is nothing to do.',
      ]}
      facts={whenAndWhere({ when, device, ip })}
      action={{
        label: 'Undo the change',
        url: undoUrl,
        note: `The link works for ${timeSpan(linkHours, 'hour')}, whatever else is changed meanwhile.`,
        isForNotYou: true,
      }}
      ifNotYou={[
        'Undo the change now: this address comes back, everybody is logged out, and you get a link to choose a new password.',
      ]}
      why="You get this mail because a change of address is always told to the old one."
    />
  ),
}
