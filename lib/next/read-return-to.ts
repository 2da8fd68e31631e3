import { config } from '@/lib/config/config'
import { callbackUrl } from '@/lib/fields/schemas'
import { returnUrl } from '@/lib/http/return-url'
import { searchParameter } from '@/lib/http/search-parameter'

/**
 * Where the person was going, as a page's address says; undefined where it says nothing, or more than can be passed on.
 */
export function readReturnTo(parameter: string | string[] | undefined): string | undefined {
  return callbackUrl.safeParse(searchParameter(parameter) ?? undefined).data
}

/** The same by Django's name for it, `next`: a path on this site, or nothing. */
export function readNext(parameter: string | string[] | undefined): string | undefined {
  return (
    returnUrl({ returnTo: readReturnTo(parameter), appUrl: config().appUrl, allowedOrigins: [], fallback: '' }) ||
    undefined
  )
}
