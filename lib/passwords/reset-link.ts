import { appLink } from '@/lib/config/app-link'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'

/**
 * Where an emailed link for a new password leads: to our page, or from a legacy path to the older front end's own
 * (LEGACY_RESET_LINK). Built on settings alone: no request can choose it.
 */
export function resetLink(
  { token, id, number }: { token: string; id: string; number: number | null },
  { client }: Pick<Context, 'client'>,
): string {
  const { legacyResetLink } = config()
  if (client !== 'legacy-api' || legacyResetLink === undefined) return appLink('/reset-password', { token })
  // Django's uidb64: the primary key as text, in base64 for addresses.
  const uidb64 = Buffer.from(String(number ?? id)).toString('base64url')
  return legacyResetLink.replaceAll('{uidb64}', uidb64).replaceAll('{token}', token)
}
