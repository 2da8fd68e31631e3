import type { Messages } from './load-messages'

/** The parts of a catalogue that components of the browser read. They come with each page, so only these do. */
const CLIENT_PARTS = ['errors', 'strength', 'forms', 'shell', 'failure'] as const satisfies (keyof Messages)[]

export type ClientMessages = Pick<Messages, (typeof CLIENT_PARTS)[number]>

/** Of all that is said in a language, what the browser needs. */
export function clientMessages(messages: Messages): ClientMessages {
  return Object.fromEntries(CLIENT_PARTS.map((part) => [part, messages[part]])) as ClientMessages
}
