import { createLogger } from '@/lib/log/create-logger'

/** A log line, taken apart again. */
export type LogLine = Record<string, unknown> & { level: string; msg: string }

/** Every line that this process logs from now on; call it before anything logs. */
export function captureLog(): LogLine[] {
  const lines: LogLine[] = []
  const destination = { write: (text: string) => void lines.push(...parseLog(text)) }
  Object.assign(globalThis, { [Symbol.for('vestibule.logger')]: createLogger({ level: 'info', destination }) })
  return lines
}

/** The lines of a log. @throws SyntaxError when one is no JSON object */
export function parseLog(text: string): LogLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine)
}
