import { deliverNextMail } from './deliver-next-mail'

const CONCURRENCY = 4

/**
 * Delivers the emails that are due, up to four at once, until none is left or the mail server cannot be reached.
 *
 * @param now the time to begin with, from where it runs on
 * @returns how many were delivered
 */
export async function deliverDueMails(now = new Date()): Promise<number> {
  const ahead = now.getTime() - Date.now()
  const clock = () => new Date(Date.now() + ahead)
  let delivered = 0
  let isOver = false

  async function deliverOneAfterAnother() {
    while (!isOver) {
      const { kind } = await deliverNextMail({ clock })
      if (kind === 'delivered') delivered++
      if (kind === 'none' || kind === 'unavailable') isOver = true
    }
  }

  await Promise.all(Array.from({ length: CONCURRENCY }, deliverOneAfterAnother))
  return delivered
}
