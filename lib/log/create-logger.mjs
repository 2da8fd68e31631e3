import pino from 'pino'

/**
 * A logger of JSON lines on the standard output. It writes at once, so that no line is lost when the process ends, and
 * JSON escapes every line break and control character: nobody can forge a line (S62).
 *
 * @param {object} options
 * @param {string} [options.level] LOG_LEVEL; `info` for none and for what is no level
 * @param {import('pino').DestinationStream} [options.destination] instead of the standard output
 * @returns {import('pino').Logger}
 */
export function createLogger({ level, destination = pino.destination({ fd: 1, sync: true }) }) {
  const options = {
    level: isLevel(level) ? level : 'info',
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (/** @type {string} */ label) => ({ level: label }) },
  }
  return pino(options, destination)
}

/**
 * @param {string | undefined} level
 * @returns {level is string}
 */
function isLevel(level) {
  return level !== undefined && (level === 'silent' || Object.hasOwn(pino.levels.values, level))
}
