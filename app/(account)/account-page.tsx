import type { ReactNode } from 'react'
import { AccountPart } from '@/components/shell/account-part'
import type { Actor, Context } from '@/lib/context'
import type { SearchParams } from '@/lib/http/search-parameter'
import { requireSession } from '@/lib/next/require-session'
import { shownForOf } from '@/lib/next/shown-for'

type PageProps = { searchParams: SearchParams }

/**
 * A page of an account: a stranger is sent to log in, and what it shows says for whom it was shown, so that it acts on
 * no other account (S63).
 *
 * @param path its own
 */
export function accountPage(
  path: `/${string}`,
  render: (ctx: Context & { actor: Actor }, searchParams: Awaited<SearchParams>) => Promise<ReactNode>,
) {
  return async function AccountPage({ searchParams }: PageProps) {
    const ctx = await requireSession(path)
    return <AccountPart shownFor={await shownForOf(ctx)}>{await render(ctx, await searchParams)}</AccountPart>
  }
}
