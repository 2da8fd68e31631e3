// npm run mails:failed: emails that failed, and emails that have waited for longer than ten minutes, one to a line:
// since when, how many attempts, kind, recipient, and why. Changes nothing.
import './support/require-node.mjs'
import { listStuckMails, type StuckMail } from '@/lib/mail/list-stuck-mails'
import { CliError } from './support/cli-error.mjs'
import { runCommand } from './support/run-command'
import { print } from './support/print.mjs'

/** Of each: enough to see what is wrong. */
const LIMIT = 100

await runCommand('npm run mails:failed', async ({ now }) => {
  if (process.argv.length > 2) throw new CliError('There are no options: say `npm run mails:failed`.')
  const { failed, failedCount, waiting, waitingCount } = await listStuckMails({ now, limit: LIMIT })
  tell(failed, failedCount, 'given up in the last 30 days', 'the last first')
  tell(waiting, waitingCount, 'waiting for longer than ten minutes', 'the oldest first')
})

function tell(mails: StuckMail[], count: number, what: string, order: string) {
  print(`${count} ${what}${count > mails.length ? `, of which ${mails.length}, ${order}` : ''}`)
  for (const { createdAt, attempts, kind, recipient, lastError } of mails) {
    const tries = attempts === 1 ? '1 try' : `${attempts} tries`
    print(`  ${createdAt.toISOString()}  ${tries}  ${kind}  ${recipient}  ${lastError ?? 'not tried yet'}`)
  }
}
