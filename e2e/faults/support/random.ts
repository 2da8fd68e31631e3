/** Chance that can be repeated: the same seed gives the same numbers (mulberry32). */
export type Random = {
  /** From 0 up to 1, without it. */
  fraction: () => number
  /** A whole number from 0 up to `end`, without it. */
  below: (end: number) => number
  pick: <T>(items: readonly T[]) => T
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(fraction() * end)
  return { fraction, below, pick: <T>(items: readonly T[]) => items[below(items.length)] as T }
}
