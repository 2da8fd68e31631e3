import { cookies } from 'next/headers'
import { z } from 'zod'
import { SECOND } from '@/lib/config/durations'
import { seal, unseal } from '@/lib/crypto/seal'
import { VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { cookieName, cookieOptions } from '@/lib/http/cookies'

const cookieSchema = z.object({ pendingRegistrationId: z.string(), email: z.string(), returnTo: z.string().optional() })

/** In characters: browsers keep cookies of up to 4 KiB. */
const MAX_RETURN_TO_LENGTH = 1000

/**
 * What this browser registered, or logged in to with the right password before its address was verified; `returnTo`
 * where the person was going.
 */
export type BrowserRegistration = z.output<typeof cookieSchema>

/**
 * Remembers the browser's pending registration in an encrypted cookie: a browser that has it needs only the code. Set
 * for known addresses too, with an id that matches nothing, so that a stranger sees no difference.
 */
export async function setPendingRegistrationCookie({
  pendingRegistrationId,
  email,
  returnTo = '',
}: BrowserRegistration): Promise<void> {
  const maxAge = VERIFICATION_LINK_LIFETIME / SECOND
  const registration = { pendingRegistrationId, email, ...(returnTo.length <= MAX_RETURN_TO_LENGTH && { returnTo }) }
  const value = seal(JSON.stringify(registration), 'registration-cookie')
  ;(await cookies()).set(cookieName('registration'), value, { ...cookieOptions(), maxAge })
}

/** The browser's pending registration; null without one, or for a cookie that we did not set. */
export async function readPendingRegistrationCookie(): Promise<BrowserRegistration | null> {
  const sealed = (await cookies()).get(cookieName('registration'))?.value
  const text = sealed ? unseal(sealed, 'registration-cookie') : null
  return text ? cookieSchema.parse(JSON.parse(text)) : null
}

/** Forgets the browser's pending registration, once it is verified. */
export async function clearPendingRegistrationCookie(): Promise<void> {
  ;(await cookies()).set(cookieName('registration'), '', { ...cookieOptions(), maxAge: 0 })
}
