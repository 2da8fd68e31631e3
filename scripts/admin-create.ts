// npm run admin:create: makes an administrator, or gives an existing account the role. It asks; nothing secret stands on
// the command line, where other users of the machine could read it.
import './support/require-node.mjs'
import { createAdmin } from '@/lib/accounts/create-admin'
import { promoteToAdmin } from '@/lib/accounts/promote-to-admin'
import { createAdminSchema } from '@/lib/accounts/schemas'
import { config } from '@/lib/config/config'
import { identifier } from '@/lib/fields/schemas'
import { Advice } from './support/advice.mjs'
import { openDialogue } from './support/dialogue'
import { runCommand } from './support/run-command'
import { say } from './support/say.mjs'

await runCommand('npm run admin:create', async (ctx) => {
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
})
