import { config } from '@/lib/config/config'
import { processSingleton } from '@/lib/process-singleton'
import type { MailTransport } from './mail-transport'
import { mailboxTransport } from './mailbox-transport'
import { smtpOptions } from './smtp-options'
import { smtpTransport } from './smtp-transport'

/** The transport that EMAIL_SERVER names. One for each process, so that connections are reused. */
export function configuredTransport(): MailTransport {
  return processSingleton('mail-transport', () => {
    const { emailServer, emailFrom, appUrl } = config()
    if (emailServer.kind === 'mailbox') return mailboxTransport
    return smtpTransport(smtpOptions(emailServer.url, appUrl), emailFrom)
  })
}
