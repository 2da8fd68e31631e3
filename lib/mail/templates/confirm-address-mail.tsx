import { MailLayout } from './mail-layout'
import type { MailTemplate } from './mail-template'
import { timeSpan } from './time-span'

export const confirmAddressMail: MailTemplate<'confirm-address'> = {
  subject: 'Confirm your new e-mail address',
  Body: ({ url, username, linkMinutes }) => (
    <MailLayout
      heading="Confirm your new address"
      paragraphs={[`The account “${username}” is to have this address. It changes when you press the button and confirm.`]}
      action={{
        label: 'Confirm this address',
        url,
        note: `The link works once, for ${timeSpan(linkMinutes, 'minute')}. A newer mail replaces it.`,
      }}
      ifNotYou={[
        'Do nothing: somebody may have mistyped their address, and without this link nothing changes.',
      ]}
      why="You get this mail because the owner of an account entered this address as the new one."
    />
  ),
}
