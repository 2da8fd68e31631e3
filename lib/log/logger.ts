import type { Logger } from 'pino'
import { config } from '@/lib/config/config'
import { processSingleton } from '@/lib/process-singleton'
import { createLogger } from './create-logger'

/** The process's one logger. In a server, the code in front of Next has created it already, for the request lines. */
export function logger(): Logger {
  return processSingleton('logger', () => createLogger({ level: config().logLevel }))
}
