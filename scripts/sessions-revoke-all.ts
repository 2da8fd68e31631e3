// npm run sessions:revoke-all: ends every session of everybody and invalidates every emailed link, after a backup was
// restored or a secret became known. It asks first; `npm run sessions:revoke-all -- --yes` does not.
import './support/require-node.mjs'
import { z } from 'zod'
import { revokeAllSessions } from '@/lib/sessions/revoke-all-sessions'
import { CliError } from './support/cli-error.mjs'
import { openDialogue } from './support/dialogue'
import { runCommand } from './support/run-command'
import { print } from './support/print.mjs'

await runCommand('npm run sessions:revoke-all', async (ctx) => {
  const unknown = process.argv.slice(2).filter((argument) => argument !== '--yes')
  if (unknown.length > 0) throw new CliError(`The only option is --yes, not ${unknown.join(' ')}. Nothing was changed.`)
  if (!process.argv.includes('--yes')) {
    const question =
      'Everybody, programs too, will have to log in again, and links that were mailed will not work. Go on? (yes/no) '
    const answer = await openDialogue().ask(question, z.string())
    if (answer.trim().toLowerCase() !== 'yes') throw new CliError('Nothing was changed.')
  }
  const { sessions, links } = await revokeAllSessions(ctx)
  print(sessions === 1 ? 'One session has ended.' : `${sessions} sessions have ended.`)
  print(links === 1 ? 'One mailed link is void.' : `${links} mailed links are void.`)
})
