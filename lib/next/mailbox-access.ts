import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import { may } from '@/lib/access/permissions'
import { config } from '@/lib/config/config'
import { DAY, SECOND } from '@/lib/config/durations'
import { deriveKey } from '@/lib/crypto/derive-key'
import { cookieName, cookieOptions } from '@/lib/http/cookies'
import { requestContext } from './request-context'

const COOKIE_LIFETIME = 30 * DAY

/**
 * Whether this request may read the development inbox: it is an administrator's, has the key, or comes from a browser
 * that showed the key before. Nobody may if emails go to a mail server. Reading the inbox means owning every account.
 *
 * @param key as given in the address
 */
export async function mayReadMailbox(key: string | null): Promise<boolean> {
  if (config().emailServer.kind !== 'mailbox') return false
  if (isMailboxKey(key)) return true
  const shown = (await cookies()).get(cookieName('mailbox'))?.value
  if (shown && areEqual(shown, cookieValue())) return true
  const { actor } = await requestContext()
  return actor !== null && may(actor.role, 'mailbox:read')
}

/** Whether a text is MAILBOX_KEY; compared in a time that reveals nothing about it. */
export function isMailboxKey(key: string | null): boolean {
  const { mailboxKey } = config()
  return Boolean(key && mailboxKey && areEqual(key, mailboxKey))
}

/** Remembers that this browser has shown the key, so that the key need not stay in its address bar. */
export async function setMailboxCookie(): Promise<void> {
  ;(await cookies()).set(cookieName('mailbox'), cookieValue(), { ...cookieOptions(), maxAge: COOKIE_LIFETIME / SECOND })
}

/** Not the key itself, and another one for another key. */
function cookieValue(): string {
  return digest(config().mailboxKey ?? '').toString('base64url')
}

function areEqual(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHmac('sha256', deriveKey('mailbox-key')).update(text).digest()
}
