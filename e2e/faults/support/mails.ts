import { setTimeout as sleep } from 'node:timers/promises'
import { startSmtpServer } from '@/lib/testing/smtp-server'

const PATIENCE_MILLISECONDS = 5000

export type Arrival = { messageId: string; to: string; subject: string; text: string; at: number }
export type Mails = Awaited<ReturnType<typeof collectMails>>

/** A mail server that keeps what it gets, and when. */
export async function collectMails(behaviour: Parameters<typeof startSmtpServer>[0] = {}, port?: number) {
  const server = await startSmtpServer(behaviour, {}, port)
  const arrivals: Arrival[] = []

  function take() {
    for (const { messageId, envelope, subject, text } of server.mails.splice(0)) {
      arrivals.push({
        messageId: String(messageId),
        to: String(envelope.to[0]),
        subject: String(subject),
        text: String(text),
        at: performance.now(),
      })
    }
    return arrivals
  }
  const timer = setInterval(take, 20)

  /** What a pattern finds in an email to an address, waited for a moment. */
  async function find(to: string, pattern: RegExp, patience = PATIENCE_MILLISECONDS): Promise<string | null> {
    const end = performance.now() + patience
    while (performance.now() < end) {
      const found = take().flatMap((mail) => (mail.to === to ? (pattern.exec(mail.text) ?? []) : []))
      if (found.length > 0) return found.at(-1) ?? null
      await sleep(20)
    }
    return null
  }

  return {
    url: server.url,
    arrivals: take,
    codeTo: (to: string, patienceMilliseconds?: number) => find(to, /^\d{6}$/m, patienceMilliseconds),
    tokenTo: (to: string) => find(to, /(?<=reset-password\?token=)[\w-]+/),
    async stop() {
      clearInterval(timer)
      await server.stop()
    },
  }
}
