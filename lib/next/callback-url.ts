import { callbackUrl } from '@/lib/fields/schemas'
import { searchParameter } from '@/lib/http/search-parameter'

/** Where the person was going, as a page's address says; undefined where it says nothing, or more than can be passed on. */
export function readCallbackUrl(parameter: string | string[] | undefined): string | undefined {
  return callbackUrl.safeParse(searchParameter(parameter) ?? undefined).data
}

/** A page of ours with word of where the person was going, so that it can lead on there. */
export function withCallbackUrl(page: `/${string}`, wish: string | undefined): `/${string}` {
  return wish ? `${page}?callbackUrl=${encodeURIComponent(wish)}` : page
}
