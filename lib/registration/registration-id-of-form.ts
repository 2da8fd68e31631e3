import { createHmac } from 'node:crypto'

/** What a page's form for registration sends: `formToken` is of this copy of the page alone. */
type SentForm = { formToken: string; email: string; username: string; name: string; password: string }

/**
 * The id of the pending registration that a form makes: the same when it is sent twice as it is, another once anything
 * in it was changed.
 *
 * Keyed by 256 random bits that are kept nowhere, so that the id, which the database keeps, reveals nothing about the
 * password; and nobody else can name it. The form is UUID's version 8. Source: RFC 9562, 5.8.
 */
export function registrationIdOfForm({ formToken, email, username, name, password }: SentForm): string {
  const hex = createHmac('sha256', formToken)
    .update(JSON.stringify([email, username, name, password]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
