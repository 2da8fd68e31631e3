import { markOf, SHOWN_FOR_HEADER, type ShownFor } from '@/lib/forms/shown-for'

const ADDRESS = '/api/v1/profile'

/**
 * Asks the server whether another account is logged in by now than the one that something was shown for.
 *
 * @returns its username; null where it is the same account, nobody, or there is no answer
 */
export async function findOtherAccount(shownFor: ShownFor): Promise<string | null> {
  try {
    const { status } = await fetch(ADDRESS, { headers: { [SHOWN_FOR_HEADER]: markOf(shownFor) } })
    if (status !== 409) return null
    const { username } = (await (await fetch(ADDRESS)).json()) as { username?: unknown }
    return typeof username === 'string' ? username : null
  } catch {
    return null
  }
}
