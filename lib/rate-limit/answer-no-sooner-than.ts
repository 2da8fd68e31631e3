import { setTimeout as sleep } from 'node:timers/promises'

/** What a request that emails someone takes at least, so that its time reveals nothing about the address. */
export const MIN_RESPONSE_MILLISECONDS = 250

/**
 * Does the work and answers when at least `milliseconds` have passed, also when it fails: how long it took does not
 * tell whether there was anything to do (S3).
 */
export async function answerNoSoonerThan<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work, sleep(milliseconds)])
  if (result.status === 'rejected') throw result.reason
  return result.value
}
