// npm run keys:rotate: makes a new key to sign tokens with. Tokens of the old one are taken until the last has expired.
import './support/require-node.mjs'
import { rotateSigningKey } from '@/lib/tokens/rotate-signing-key'
import { runCommand } from './support/run-command'
import { say } from './support/say.mjs'

await runCommand('npm run keys:rotate', async (ctx) => {
  const kid = await rotateSigningKey(ctx)
  say(`The new signing key is ${kid}. Running processes take it up within a minute.`)
})
