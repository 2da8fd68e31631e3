import { cache } from 'react'
import { findEmailChangeLink } from '@/lib/email-change/find-email-change-link'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from './request-context'

/**
 * What the address of a page about a change of address leads to: `link` only to one of that kind, while its task is not
 * done; `isForOther` where it is done for another account than the one that is logged in.
 */
export async function inspectEmailChangePage(searchParams: SearchParams, kind: 'change' | 'undo') {
  const { notice, token: linkToken } = await searchParams
  const [said, token] = [searchParameter(notice), searchParameter(linkToken) ?? '']
  const isForOther = said === 'done-for-other'
  const isDone = said === 'done' || isForOther
  const link = isDone ? null : await findLink(token)
  return { isDone, isForOther, token, link: link?.kind === kind ? link : null }
}

/** Once a request, for the page and its title. */
const findLink = cache(async (token: string) => findEmailChangeLink(token, (await requestContext()).now))
