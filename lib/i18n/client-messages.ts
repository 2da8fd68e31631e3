import type { Messages } from './load-messages'

/** The parts of a catalogue that components of the browser read. They come with each page, so only these do. */
const CLIENT_PARTS = ['errors', 'strength', 'forms', 'shell', 'failure'] as const satisfies (keyof Messages)[]

export type ClientMessages = Pick<Messages, (typeof CLIENT_PARTS)[number]>

/**
 * Which of it a page needs. The doorway, where phones come first, neither cuts out pictures nor deletes accounts, and
 * only two of its pages ask for a new password. It comes with each page; the others say what comes to it.
 */
export type Extent = 'doorway' | 'new-password' | 'account'

/** Forms of an account's pages, and what the server says itself. */
const NO_FORMS_OF_DOORWAY: (keyof Messages['forms'])[] = [
  'newPasswordHint',
  'currentPassword',
  'profile',
  'saveChanges',
  'cancel',
  'changePassword',
  'newEmail',
  'changeEmail',
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
  'other_account',
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
  'unsupported_content_encoding',
  'too_many_requests',
  'internal_error',
  'busy',
  'database_unavailable',
  'our_fault',
]

const made = new WeakMap<Messages, Record<Extent, string>>()

/**
 * What the browser needs of all that is said in a language, as JSON, made once a catalogue: React would look at each
 * message to send an object, once more to render with it on the server, and again in the browser.
 */
export function clientMessages(messages: Messages, extent: Extent): string {
  const extents = made.get(messages) ?? ofEveryExtent(messages)
  made.set(messages, extents)
  return extents[extent]
}

function ofEveryExtent({ errors, strength, forms, shell, failure }: Messages): Record<Extent, string> {
  const isError = (key: string) => !NO_ERRORS_OF_DOORWAY.some((left) => left === key)
  const isForm = (key: string) => !NO_FORMS_OF_DOORWAY.some((left) => left === key)
  return {
    doorway: JSON.stringify({ errors: pick(errors, isError), forms: pick(forms, isForm), shell, failure }),
    'new-password': JSON.stringify({ strength }),
    account: JSON.stringify({
      errors: pick(errors, (key) => !isError(key)),
      forms: pick(forms, (key) => !isForm(key)),
      strength,
    }),
  }
}

function pick(texts: object, isWanted: (key: string) => boolean) {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => isWanted(key)))
}
