import type { Messages } from './load-messages'

/** The parts of a catalogue that components of the browser read. They come with each page, so only these do. */
const CLIENT_PARTS = ['errors', 'strength', 'forms', 'shell', 'failure'] as const satisfies (keyof Messages)[]

export type ClientMessages = Pick<Messages, (typeof CLIENT_PARTS)[number]>

/**
 * How much of it a page needs. The doorway, where phones come first, neither cuts out pictures nor deletes accounts, and
 * only two of its pages ask for a new password; an account's pages say everything.
 */
export type Extent = 'doorway' | 'new-password' | 'account'

/** Forms of an account's pages, and what the server says itself. */
const NO_FORMS_OF_DOORWAY: (keyof Messages['forms'])[] = [
  'newPasswordHint',
  'currentPassword',
  'name',
  'bio',
  'location',
  'website',
  'phone',
  'saveChanges',
  'cancel',
  'changePassword',
  'newEmail',
  'changeAddress',
  'deleteAccount',
  'deleteQuestion',
  'deleteConsequence',
  'deleteYes',
  'deleteNo',
  'logOutElsewhere',
  'logOutElsewhereQuestion',
  'logOutElsewhereConsequence',
  'logOutElsewhereYes',
  'logOutDevice',
  'picture',
  'export',
]

/** Problems of pictures, and what stands at no field: the server says that of the whole form, in the reader's words. */
const NO_ERRORS_OF_DOORWAY: (keyof Messages['errors'])[] = [
  'image_missing',
  'image_not_supported',
  'image_broken',
  'image_not_plain',
  'image_too_large',
  'picture_too_heavy',
  'invalid_input',
  'invalid_form',
  'invalid_json',
  'invalid_token',
  'invalid_credentials',
  'token_not_valid',
  'not_authenticated',
  'email_not_verified',
  'registration_closed',
  'email_domain_not_allowed',
  'forbidden',
  'foreign_origin',
  'not_found',
  'method_not_allowed',
  'body_too_large',
  'unsupported_media_type',
  'unsupported_upload_type',
  'too_many_requests',
  'internal_error',
  'busy',
  'database_unavailable',
  'our_fault',
]

const made = new WeakMap<Messages, Record<Extent, Partial<ClientMessages>>>()

/**
 * Of all that is said in a language, what the browser needs. Made once a catalogue: the same objects each time, so that a
 * page which needs more than its layout refers to what is there already.
 */
export function clientMessages(messages: Messages, extent: Extent): Partial<ClientMessages> {
  const extents = made.get(messages) ?? ofEveryExtent(messages)
  made.set(messages, extents)
  return extents[extent]
}

function ofEveryExtent(messages: Messages): Record<Extent, Partial<ClientMessages>> {
  const account = Object.fromEntries(CLIENT_PARTS.map((part) => [part, messages[part]])) as ClientMessages
  const { strength, ...others } = account
  const doorway = {
    ...others,
    forms: without(account.forms, NO_FORMS_OF_DOORWAY),
    errors: without(account.errors, NO_ERRORS_OF_DOORWAY),
  }
  return { account, doorway, 'new-password': { ...doorway, strength } }
}

/** The rest is not there, though its type says so: `messages.test.ts` holds that nothing asks for it. */
function without<T extends object>(messages: T, left: (keyof T)[]): T {
  return Object.fromEntries(Object.entries(messages).filter(([key]) => !left.includes(key as keyof T))) as T
}
