// In production whatever Next or a library writes to the console becomes a log line like all others: one JSON object, and
// of an error its names and stack frames instead of its message, which may quote what somebody typed (S62).
import { format, stripVTControlCharacters } from 'node:util'
import { describeError } from '../lib/log/describe-error.mjs'
import { requestFacts } from '../lib/log/request-facts.mjs'
import { serverLogger } from './request-log.mjs'

const MAX_LENGTH = 1000
const LEVELS = /** @type {const} */ ({
  debug: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
  trace: 'error',
})

for (const [method, level] of Object.entries(LEVELS)) {
  console[/** @type {keyof typeof LEVELS} */ (method)] = (...values) => {
    const error = values.find((value) => value instanceof Error)
    const words = values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value))
    const text = stripVTControlCharacters(format(...words)).trim()
    // Next makes room by empty lines.
    if (!error && text === '') return
    const facts = { requestId: requestFacts.getStore()?.requestId, ...(error ? describeError(error) : {}) }
    serverLogger()[level](facts, text.slice(0, MAX_LENGTH) || 'An error was written to the console')
  }
}
