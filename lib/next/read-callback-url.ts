import { callbackUrl } from '@/lib/fields/schemas'
import { searchParameter } from '@/lib/http/search-parameter'

/** Where the person was going, as a page's address says; undefined where it says nothing, or more than can be passed on. */
export function readCallbackUrl(parameter: string | string[] | undefined): string | undefined {
  return callbackUrl.safeParse(searchParameter(parameter) ?? undefined).data
}
