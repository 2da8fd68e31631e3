import type { ClientMessages } from './client-messages'

/** What `clientMessages` made, with what came before it. */
export function readClientMessages(json: string, before: Partial<ClientMessages> = {}): Partial<ClientMessages> {
  const more = Object.entries(JSON.parse(json) as Partial<ClientMessages>)
  return {
    ...before,
    ...Object.fromEntries(more.map(([part, texts]) => [part, { ...before[part as keyof ClientMessages], ...texts }])),
  }
}
