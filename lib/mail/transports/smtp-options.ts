import { isIP } from 'node:net'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { SECOND } from '@/lib/config/durations'

/** A connection's settings, and what it logs in with. */
export type SmtpOptions = SMTPConnection.Options & { auth?: SMTPConnection.Credentials | undefined }

/** What a server may take to answer; the answer to a whole mail has a longer one of its own. */
const TIMEOUT = 10 * SECOND

/**
 * The settings in an EMAIL_SERVER such as `smtp://user:password@host:587`. `smtps:` means TLS from the first byte; with
 * `smtp:` TLS is taken wherever the server offers it. Parameters, named as nodemailer names them: `requireTLS`,
 * `ignoreTLS`, `tls.rejectUnauthorized` (true or false) and `name`, the name to greet with.
 *
 * A password goes to another machine over TLS only, unless `requireTLS=false` says otherwise. A certificate is checked,
 * except of a server on this very machine: there it is often made by hand, and nobody stands between.
 */
export function smtpOptions(emailServer: string, appUrl: string): SmtpOptions {
  const { protocol, hostname, port, username, password, searchParams } = new URL(emailServer)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isLocal = isLoopback(host)
  const flag = (name: string, fallback: boolean) =>
    searchParams.has(name) ? searchParams.get(name) === 'true' : fallback
  const secure = protocol === 'smtps:'
  return {
    host,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    auth: username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined,
    requireTLS: flag('requireTLS', username !== '' && !isLocal),
    ignoreTLS: flag('ignoreTLS', false),
    tls: { rejectUnauthorized: flag('tls.rejectUnauthorized', !isLocal) },
    name: searchParams.get('name') ?? new URL(appUrl).hostname,
    dnsTimeout: TIMEOUT,
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
