// npm run admin:create: makes an administrator, or gives an existing account the role. It asks; nothing secret stands on
// the command line, where other users of the machine could read it.
import './support/require-node.mjs'
import { randomUUID } from 'node:crypto'
import { createAdmin } from '@/lib/accounts/create-admin'
import { promoteToAdmin } from '@/lib/accounts/promote-to-admin'
import { createAdminSchema } from '@/lib/accounts/schemas'
import { config } from '@/lib/config/config'
import { ConfigError } from '@/lib/config/parse-config'
import type { Context } from '@/lib/context'
import { migrate } from '@/lib/db/migrate'
import { AppError } from '@/lib/errors/app-error'
import { identifier } from '@/lib/fields/schemas'
import { Advice, orAdvise } from './support/advice.mjs'
import { openDialogue } from './support/dialogue'
import { loadEnvironmentFile } from './support/environment-file.mjs'
import { say } from './support/say.mjs'

await orAdvise(async () => {
  loadEnvironmentFile()
  try {
    await migrate(config().databaseUrl)
    await makeAdmin()
  } catch (error) {
    throw adviceOn(error)
  }
})
// The database and the hashing threads would keep the process alive.
process.exit(0)

async function makeAdmin() {
  const ctx: Context = { actor: null, ip: '127.0.0.1', userAgent: 'npm run admin:create', requestId: randomUUID(), now: new Date() }
  const { ask, askSecret } = openDialogue()
  const fields = createAdminSchema.shape

  const who = await ask('Username or e-mail address: ', identifier)
  if (await promoteToAdmin(who, ctx)) {
    say(`${who} is an administrator. Sessions that were open have ended: log in again.`)
    return
  }

  say('There is no such account: making a new one.')
  const username = fields.username.safeParse(who).data ?? (await ask('Username: ', fields.username))
  const email = fields.email.safeParse(who).data ?? (await ask('E-mail address: ', fields.email))
  const name = await ask('Name (may be empty): ', fields.name)
  const password = await askSecret('Password: ', fields.password)
  if (password !== (await askSecret('The same password again: ', fields.password))) {
    throw new Advice('The two passwords differ. Nothing was changed; run this again.')
  }
  await createAdmin({ username, email, name, password }, ctx)
  say(`${username} is an administrator. Log in at ${config().appUrl}/login`)
}

/** What the person can do about a failure; the failure itself where nothing is known. */
function adviceOn(error: unknown): unknown {
  if (error instanceof ConfigError) return new Advice(`${error.problems.join('\n')}\nCorrect it in .env or in the environment, then run this again.`)
  if (!(error instanceof AppError)) return error
  const messages = Object.values(error.fieldErrors).flat()
  return new Advice(`${(messages.length > 0 ? messages : [error.message]).join(' ')} Nothing was changed; run this again.`)
}
