import type { AddressProof } from '../mail-message'
import { MailLayout } from './mail-layout'
import { timeSpan } from './time-span'

type Texts = {
  paragraphs: (facts: AddressProof) => string[]
  ifNotYou: string[]
  why: string
}

/** What asks for the proof of an address, by its code or its link: the words around them differ. */
export function addressProofMail({ paragraphs, ifNotYou, why }: Texts) {
  return {
    subject: 'Verify your e-mail address',
    Body: (facts: AddressProof) => (
      <MailLayout
        heading="Verify your e-mail address"
        paragraphs={paragraphs(facts)}
        code={{ value: facts.code, note: `Works for ${timeSpan(facts.codeMinutes, 'minute')}.` }}
        action={{
          label: 'Verify my address',
          url: facts.url,
          note: `The link works for ${timeSpan(facts.linkHours, 'hour')}, on any device.`,
        }}
        ifNotYou={[...ifNotYou, 'Never tell anybody the code.']}
        why={why}
      />
    ),
  }
}
