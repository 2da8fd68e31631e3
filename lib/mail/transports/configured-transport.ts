import { config } from '@/lib/config/config'
import { processSingleton } from '@/lib/process-singleton'
import type { MailTransport } from './mail-transport'
import { mailboxTransport } from './mailbox-transport'
import { smtpOptions } from './smtp-options'
import { smtpTransport } from './smtp-transport'

/** Where EMAIL_SERVER says that mails go. One in a process, so that connections are used again. */
export function configuredTransport(): MailTransport {
  return processSingleton('mail-transport', () => {
    const { emailServer, emailFrom, appUrl } = config()
    if (emailServer.kind === 'mailbox') return mailboxTransport
    return smtpTransport(smtpOptions(emailServer.url, appUrl), emailFrom)
  })
}
