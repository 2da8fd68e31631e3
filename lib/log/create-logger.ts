import pino, { type DestinationStream, type Logger } from 'pino'

/**
 * A logger of JSON lines on the standard output. It writes at once, so that no line is lost when the process ends, and
 * JSON escapes every line break and control character: nobody can forge a line (S62).
 *
 * @param options.level LOG_LEVEL; `info` when it is missing or not a level
 * @param options.destination instead of the standard output
 */
export function createLogger({
  level,
  destination = pino.destination({ fd: 1, sync: true }),
}: {
  level?: string | undefined
  destination?: DestinationStream
}): Logger {
  const options = {
    level: isLevel(level) ? level : 'info',
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return pino(options, destination)
}

function isLevel(level: string | undefined): level is string {
  return level !== undefined && (level === 'silent' || Object.hasOwn(pino.levels.values, level))
}
