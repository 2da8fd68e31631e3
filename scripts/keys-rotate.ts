// npm run keys:rotate: makes a new key to sign tokens with. Tokens of the old one are taken until the last has expired.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { config } from '@/lib/config/config'
import { migrate } from '@/lib/db/migrate'
import { rotateSigningKey } from '@/lib/tokens/rotate-signing-key'

if (existsSync('.env')) process.loadEnvFile('.env')
try {
  await migrate(config().databaseUrl)
  const kid = await rotateSigningKey({ actor: null, ip: '', userAgent: 'command line', requestId: randomUUID(), now: new Date() })
  process.stdout.write(`The new signing key is ${kid}. Running processes take it up within a minute.\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
process.exit()
