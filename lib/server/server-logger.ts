import { createRequire } from 'node:module'
import type { DestinationStream, Logger } from 'pino'
import { config } from '@/lib/config/config'
import { createLogger } from '@/lib/log/create-logger'
import { processSingleton } from '@/lib/process-singleton'

/** The process's one logger, which lib/log/logger.ts finds too: JSON lines, or lines for a person at a terminal. */
export function serverLogger(): Logger {
  return processSingleton('logger', () => {
    const destination = prettyDestination()
    return createLogger({ level: config().logLevel, ...(destination && { destination }) })
  })
}

/** For a person at a terminal or a developer, where the package for it is installed. */
function prettyDestination(): DestinationStream | undefined {
  if (!process.stdout.isTTY && !config().isDevelopment) return undefined
  try {
    const pretty = createRequire(import.meta.url)('pino-pretty') as (options: object) => DestinationStream
    return pretty({ sync: true, ignore: 'pid,requestId', translateTime: 'SYS:HH:MM:ss', singleLine: true })
  } catch {
    return undefined
  }
}
