import { expect } from '@playwright/test'

/** How many requests are under way at once. */
const WIDTH = 6

/**
 * Asks much at once, and names all that was answered otherwise than it must be.
 *
 * @param outcome what was answered, in short
 */
export async function expectEach<T>(
  cases: T[],
  {
    name,
    outcome,
    expected,
  }: {
    name: (one: T) => string
    outcome: (one: T) => Promise<unknown>
    expected: (one: T) => unknown
  },
): Promise<void> {
  const wrong: Record<string, unknown> = {}
  const queue = [...cases]
  const work = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const answered = await outcome(one).catch((error: Error) => error.message.slice(0, 300))
      if (JSON.stringify(answered) !== JSON.stringify(expected(one))) wrong[name(one)] = answered
    }
  }
  await Promise.all(Array.from({ length: WIDTH }, work))
  expect(wrong).toEqual({})
  expect(cases.length).toBeGreaterThan(0)
}
