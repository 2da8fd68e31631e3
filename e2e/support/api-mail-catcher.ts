import { createServer } from 'node:http'
import { startSmtpServer } from '../../lib/testing/smtp-server'
import type { ReadMail } from './inbox'

/*
 * A process beside the servers: a real SMTP server, and what it took as JSON at `/?to=…`, the newest first.
 */
const { mailsTo } = await startSmtpServer({}, {}, Number(process.env.E2E_SMTP_PORT))

/** A client that keeps a connection may send on it in the moment in which it closes: none is kept. */
const server = createServer((request, response) => {
  const to = new URL(request.url ?? '/', 'http://localhost').searchParams.get('to') ?? ''
  const mails = mailsTo(to)
    .toReversed()
    .map(({ messageId = '', subject = '', html = '', text = '' }): ReadMail => ({
      id: messageId,
      to,
      subject,
      html,
      text,
    }))
  response.setHeader('Connection', 'close').setHeader('Content-Type', 'application/json').end(JSON.stringify(mails))
})
server.listen(Number(process.env.E2E_CATCHER_PORT), '127.0.0.1')
