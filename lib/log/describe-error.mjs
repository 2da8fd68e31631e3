const MAX_FRAMES = 8

/**
 * What a log line may tell of an error: names and stack frames, never its message, in which a database driver or a
 * library may quote what somebody typed.
 *
 * @param {unknown} error
 * @returns {{ error?: string, code?: string, digest?: string, frames: string[] }}
 */
export function describeError(error) {
  const { name, code, digest } = /** @type {{ name?: unknown, code?: unknown, digest?: unknown }} */ (error ?? {})
  const frames = framesOf(error).slice(0, MAX_FRAMES)
  return { error: textOf(name), code: textOf(code), digest: textOf(digest), frames }
}

/**
 * The stack repeats the message before its frames, and a message may have lines that look like one.
 * @param {unknown} error
 */
function framesOf(error) {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return []
  const lines = error.stack.replace(error.message, '').split('\n')
  return lines.filter((line) => /^\s+at .*(:\d+:\d+|<anonymous>)\)?$/.test(line)).map((line) => line.trim())
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) : undefined
}
