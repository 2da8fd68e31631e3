let original = { ...process.env }

/** Takes the environment as it is now for the one that `withConfig` changes. */
export function keepEnvironment(): void {
  original = { ...process.env }
}

/** Reads the settings again, with some of them changed: for the rest of a test file, or until the next call. */
export function withConfig(environment: Record<string, string>): void {
  for (const name of Object.keys(process.env)) if (!(name in original)) delete process.env[name]
  Object.assign(process.env, original, environment)
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('vestibule.config')]
}
