/**
 * Writes one JSON line to stderr about a fault of ours. The line holds names and stack frames, never the input that led
 * there: messages of a database driver may quote values.
 */
export function logError(event: string, error: unknown, facts: Record<string, string> = {}): void {
  const { name, code } = (error ?? {}) as { name?: string; code?: string }
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const line = { time: new Date().toISOString(), level: 'error', event, ...facts, error: name, code, frames: frames.slice(0, 8) }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
