const MAX_FRAMES = 8

/**
 * What a log line may say of an error: names and stack frames, never its message, in which a database driver or a
 * library may quote what someone typed.
 */
export function describeError(error: unknown): {
  error?: string | undefined
  code?: string | undefined
  digest?: string | undefined
  frames: string[]
} {
  const { name, code, digest, cause } = (error ?? {}) as {
    name?: unknown
    code?: unknown
    digest?: unknown
    cause?: { kind?: unknown }
  }
  const frames = framesOf(error).slice(0, MAX_FRAMES)
  return { error: textOf(name), code: textOf(code) ?? textOf(cause?.kind), digest: textOf(digest), frames }
}

/** The stack repeats the message before its frames, and a message may have lines that look like one. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return []
  const lines = error.stack.replace(error.message, '').split('\n')
  return lines.filter((line) => /^\s+at .*(:\d+:\d+|<anonymous>)\)?$/.test(line)).map((line) => line.trim())
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) : undefined
}
