import { format, stripVTControlCharacters } from 'node:util'
import { describeError } from '@/lib/log/describe-error'
import { requestFacts } from '@/lib/log/request-facts'
import { serverLogger } from './server-logger'

const MAX_LENGTH = 1000
const LEVELS = {
  debug: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  trace: 'error',
} as const

/**
 * Makes a log line of whatever Next or a library writes to the console: one JSON object, and of an error its names and
 * stack frames instead of its message, which may quote what someone typed (S62).
 */
export function logConsoleLines(): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...values: unknown[]) => {
      const error = values.find((value) => value instanceof Error)
      const words = values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value))
      const text = stripVTControlCharacters(format(...words)).trim()
      // Next makes room by empty lines.
      if (!error && text === '') return
      const facts = { requestId: requestFacts.getStore()?.requestId, ...(error ? describeError(error) : {}) }
      serverLogger()[level](facts, text.slice(0, MAX_LENGTH) || 'An error was written to the console')
    }
  }
}
