import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { withConfig } from './with-config'

/** How the server answers: nothing said is yes; `silence` is no answer at all. */
type Behaviour = {
  /** To the recipient of an email. */
  toRecipient?: (address: string) => Answer
  /** To the whole mail, whatever came of its recipient. */
  toMessage?: (address: string) => Answer
}
type Answer = { code: number; text: string } | { delayMilliseconds: number } | 'silence' | undefined

type ReceivedMail = Email & { envelope: { from: string; to: string[] }; raw: string }

/** A real SMTP server on a loopback port (a free one, unless given), and what it took. */
export async function startSmtpServer(behaviour: Behaviour = {}, options: SMTPServerOptions = {}, givenPort = 0) {
  const mails: ReceivedMail[] = []
  let connectionCount = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (_session, callback) => {
      connectionCount++
      callback()
    },
    onRcptTo: ({ address }, _session, callback) => void answer(behaviour.toRecipient?.(address), callback),
    onData: async (stream, { envelope }, callback) => {
      const raw = await readWhole(stream)
      if (!raw) return
      const to = envelope.rcptTo.map(({ address }) => address)
      const given = behaviour.toMessage?.(to[0] ?? '')
      if (given === undefined || (given !== 'silence' && 'delayMilliseconds' in given)) {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        mails.push({ ...(await PostalMime.parse(raw)), envelope: { from, to }, raw: raw.toString() })
      }
      await answer(given, callback)
    },
    ...options,
  })
  // Clients that go away in the middle are part of the tests.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(givenPort, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo

  return {
    mails,
    port,
    url: `smtp://127.0.0.1:${port}`,
    connectionCount: () => connectionCount,
    openConnections: () => server.connections.size,
    mailsTo: (address: string) => mails.filter(({ envelope }) => envelope.to.includes(address)),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Null if the client disconnects in the middle of an email: it has sent none. */
async function readWhole(stream: AsyncIterable<Buffer>): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch {
    return null
  }
}

async function answer(given: Answer, callback: (error?: Error) => void) {
  if (given === 'silence') return
  if (given && 'delayMilliseconds' in given) await sleep(given.delayMilliseconds)
  if (given && 'code' in given) return callback(Object.assign(new Error(given.text), { responseCode: given.code }))
  callback()
}

/** Sends the emails of this process to a server, from here on. */
export function sendMailsTo(url: string): void {
  withConfig({
    EMAIL_SERVER: url,
    EMAIL_FROM: 'Accounts <accounts@example.com>',
    APP_URL: 'https://accounts.example.com',
  })
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('vestibule.mail-transport')]
}
