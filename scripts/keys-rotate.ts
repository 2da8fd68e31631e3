// npm run keys:rotate: makes a new key to sign tokens with. Tokens of the old one are taken until the last has expired.
// npm run keys:rotate -- --revoke: the keys so far have leaked. No token that they signed is taken any more.
import './support/require-node.mjs'
import { rotateSigningKey } from '@/lib/tokens/rotate-signing-key'
import { CliError } from './support/cli-error.mjs'
import { runCommand } from './support/run-command'
import { print } from './support/print.mjs'

await runCommand('npm run keys:rotate', async (ctx) => {
  const options = process.argv.slice(2)
  if (options.some((option) => option !== '--revoke')) {
    throw new CliError(
      'Say `npm run keys:rotate`, or `npm run keys:rotate -- --revoke` when a key has leaked. Nothing was changed.',
    )
  }
  const isRevoked = options.length > 0
  const { kid, signsAt } = await rotateSigningKey(ctx, { isRevoked })
  const start =
    signsAt > ctx.now
      ? `It signs from ${signsAt.toISOString()} on, when every cache knows it.`
      : 'Running processes sign with it within a minute.'
  print(`The new signing key is ${kid}. ${start}`)
  if (isRevoked)
    print('All older keys are revoked: running processes refuse their tokens within a minute. Programs log in anew.')
})
