import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import { MINUTE, SECOND } from '@/lib/config/durations'
import { parseEmailAddress } from '@/lib/fields/email-address'
import { DeliveryError } from './delivery-error'
import type { MailTransport, OutgoingMail } from './mail-transport'
import type { SmtpOptions } from './smtp-options'

/**
 * How long the answer to a whole mail is waited for. Giving up sooner would send it twice: a server that is slow to
 * answer may have taken it (RFC 5321, 4.5.3.2.6).
 */
const ANSWER_TIMEOUT = 10 * MINUTE
const MAX_MAILS_PER_CONNECTION = 50
/** How long a connection is kept open for the next mail. */
const IDLE_TIME = 5 * SECOND

type Line = { connection: SMTPConnection; mailCount: number; idleTimer?: NodeJS.Timeout }
type Letter = { envelope: SMTPConnection.Envelope; content: Buffer }

/**
 * Hands emails to an SMTP server, over reused connections. It uses nodemailer's connection rather than its pool: only
 * so can it give up a silent server within seconds before the transfer, and wait for it once the server may have the
 * email (S71).
 */
export function smtpTransport(options: SmtpOptions, from: string): MailTransport {
  const idleLines = new Set<Line>()

  async function send(mail: OutgoingMail): Promise<null> {
    const letter = await compose(mail, from)
    for (;;) {
      const kept = takeIdleLine()
      const line = kept ?? (await newLine())
      try {
        await transfer(line, letter)
      } catch (error) {
        const failure = error as TransferError
        hangUp(line, failure)
        // The server has closed a kept connection: that says nothing about the email or the server.
        if (kept && !failure.mayHaveArrived && isLineLost(failure)) continue
        throw new DeliveryError(kindOf(failure), failure)
      }
      keep(line)
      return null
    }
  }

  async function newLine(): Promise<Line> {
    const line = await openLine(options)
    line.connection.once('end', () => idleLines.delete(line))
    return line
  }

  function takeIdleLine(): Line | undefined {
    const [line] = idleLines
    if (!line) return undefined
    idleLines.delete(line)
    clearTimeout(line.idleTimer)
    return line
  }

  function keep(line: Line) {
    line.mailCount++
    waitAtMost(line.connection, options.socketTimeout ?? 0)
    if (line.mailCount >= MAX_MAILS_PER_CONNECTION) return line.connection.quit()
    idleLines.add(line)
    line.idleTimer = setTimeout(() => {
      idleLines.delete(line)
      line.connection.quit()
    }, IDLE_TIME)
    line.idleTimer.unref()
  }

  function close() {
    for (let line = takeIdleLine(); line; line = takeIdleLine()) line.connection.quit()
  }

  return { send, close }
}

async function compose(mail: OutgoingMail, from: string): Promise<Letter> {
  // nodemailer sends `a@x,b@evil` to two people and obeys a line break (S58).
  const recipient = parseEmailAddress(mail.to, { isStored: true })
  if (!recipient.isTaken) throw new DeliveryError('refused', { message: 'The recipient is not one mailbox' })
  const node = new MailComposer({
    from,
    // As an object it is one address, never parsed as a list.
    to: { name: '', address: recipient.address },
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: mail.messageId,
    date: mail.createdAt,
    // No out-of-office answers, please (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  return { envelope: node.getEnvelope(), content: await node.build() }
}

async function openLine(options: SmtpOptions): Promise<Line> {
  const line = { connection: new SMTPConnection(options), mailCount: 0 }
  const { connection } = line
  // A transfer on the connection hears of its errors; between emails nobody does.
  connection.on('error', () => {})
  try {
    await step(connection, (done) => connection.connect(done))
    const { auth } = options
    if (auth && connection.allowsAuth) {
      await step(connection, (done) => connection.login(auth, done))
    }
    return line
  } catch (error) {
    hangUp(line, error as SMTPConnection.SMTPError)
    throw new DeliveryError('unavailable', error as SMTPConnection.SMTPError)
  }
}

type TransferError = SMTPConnection.SMTPError & { mayHaveArrived: boolean }

/** @throws TransferError */
async function transfer({ connection }: Line, { envelope, content }: Letter): Promise<void> {
  let isOver = false
  let mayHaveArrived = false
  const stream = Readable.from(content)
  stream.once('end', () => {
    // A refused envelope lets the stream run out too.
    if (isOver) return
    mayHaveArrived = true
    waitAtMost(connection, ANSWER_TIMEOUT)
  })
  try {
    await step(connection, (done) =>
      connection.send({ ...envelope }, stream, (error) => {
        isOver = true
        done(error)
      }),
    )
  } catch (error) {
    throw Object.assign(error as SMTPConnection.SMTPError, { mayHaveArrived })
  } finally {
    isOver = true
  }
}

/** How long a server may be silent from here on, in milliseconds. */
function waitAtMost({ _socket: socket }: SMTPConnection, milliseconds: number) {
  if (socket) socket.setTimeout(milliseconds)
}

/**
 * One step of the conversation. It fails too when the line breaks in the meantime, of which nodemailer tells by events.
 */
function step(connection: SMTPConnection, start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopListening = () => {
      connection.off('error', fail)
      connection.off('end', fail)
    }
    const fail = (error?: Error) => {
      stopListening()
      reject(error ?? Object.assign(new Error('The connection was closed'), { code: 'ECONNECTION' }))
    }
    connection.once('error', fail)
    connection.once('end', fail)
    start((error) => {
      if (error) return fail(error)
      stopListening()
      resolve()
    })
  })
}

/** Takes leave of a server that answered; drops the line to one that did not, or it would be waited for. */
function hangUp({ connection }: Line, error: SMTPConnection.SMTPError) {
  if (!isLineLost(error)) return connection.quit()
  connection.close()
  if (connection._socket) connection._socket.destroy()
}

/** Broken, or about to be: 421 announces that the server hangs up (RFC 5321, 3.8). */
function isLineLost({ responseCode }: SMTPConnection.SMTPError): boolean {
  return responseCode === undefined || responseCode === 421
}

/** "Authentication required" and its like (RFC 4954, 6): servers may say so only once they hear of a recipient. */
const LOGIN_REFUSALS = [530, 534, 535, 538]

/**
 * What a failed transfer means. A refused sender or login concerns every email, and is the operator's to fix; so is a
 * server that does not relay for us. No email fails for good because of it.
 */
function kindOf({ responseCode = 0, response = '', command = '' }: SMTPConnection.SMTPError): DeliveryError['kind'] {
  if (responseCode < 500) return 'later'
  if (command === 'MAIL FROM' || LOGIN_REFUSALS.includes(responseCode)) return 'unavailable'
  return command === 'RCPT TO' && /\brelay/i.test(response) ? 'later' : 'refused'
}
