/** What costs much to make and remembers nothing of those who used it. */
const KEPT = new Set(
  ['vestibule.hash-pool', 'vestibule.common-passwords', 'vestibule.sharp'].map((name) => Symbol.for(name)),
)

/**
 * Makes this process a new one as far as `processSingleton` goes: the next test file in it starts without what this one
 * left.
 */
export function forgetSingletons(): void {
  const store = globalThis as Record<symbol, unknown>
  for (const key of Object.getOwnPropertySymbols(store)) {
    if (key.description?.startsWith('vestibule.') && !KEPT.has(key)) delete store[key]
  }
}
