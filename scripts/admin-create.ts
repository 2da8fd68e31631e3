// npm run admin:create: makes an administrator, or gives an existing account the role. It asks; nothing secret stands
// on the command line, where other users of the machine could read it.
import './support/require-node.mjs'
import { createAdmin } from '@/lib/admin/create-admin'
import { promoteToAdmin, type Promotion } from '@/lib/admin/promote-to-admin'
import { createAdminSchema } from '@/lib/admin/schemas'
import { config } from '@/lib/config/config'
import { databaseName } from '@/lib/config/database-name'
import { identifier } from '@/lib/fields/schemas'
import { CliError } from './support/cli-error.mjs'
import { openDialogue } from './support/dialogue'
import { runCommand } from './support/run-command'
import { print } from './support/print.mjs'

await runCommand('npm run admin:create', async (ctx) => {
  const { ask, askSecret } = openDialogue()
  const fields = createAdminSchema.shape

  // A server that got its settings in another way than by .env has another database.
  print(`In the database ${databaseName(config().databaseUrl)}:`)
  const who = await ask('Username or email address: ', identifier)
  const promotion = await promoteToAdmin(who, ctx)
  if (promotion.kind !== 'no_account') return print(outcomeOf(promotion))

  print('There is no such account: making a new one.')
  const username = fields.username.safeParse(who).data ?? (await ask('Username: ', fields.username))
  const email = fields.email.safeParse(who).data ?? (await ask('Email address: ', fields.email))
  const name = await ask('Name (may be empty): ', fields.name)
  const password = await askSecret('Password: ', fields.password)
  if (password !== (await askSecret('The same password again: ', fields.password))) {
    throw new CliError('The two passwords differ. Nothing was changed; run this again.')
  }
  await createAdmin({ username, email, name, password }, ctx)
  print(`${username} is an administrator. Log in at ${config().appUrl}/login`)
})

/** @throws CliError when the account may not become an administrator's */
function outcomeOf({ kind, username, email }: Exclude<Promotion, { kind: 'no_account' }>): string {
  const account = `${username} (${email})`
  switch (kind) {
    case 'promoted':
      return `${account} is an administrator. Sessions that were open have ended: log in again.`
    case 'admin_already':
      return `${account} is an administrator already. Nothing was changed.`
    case 'disabled':
      throw new CliError(`${account} is disabled. Nothing was changed; name another account.`)
    case 'address_not_proven':
      throw new CliError(
        `${account} has not proven that address, so it may be anybody's account. Nothing was changed. ` +
          `Let its owner log in and open the link of the mail, or reset the password at ${config().appUrl}/forgot-password; then run this again.`,
      )
  }
}
