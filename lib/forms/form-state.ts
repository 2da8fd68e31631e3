import type { ErrorCode } from '@/lib/errors/catalogue'

/** What a form shows after it was sent: plain data that crosses from the server to the browser. */
export type FormState = {
  status: 'idle' | 'failed' | 'done'
  /** For the whole form: an error when `failed`, a confirmation when `done`. */
  message?: string
  code?: ErrorCode
  /** With `other_account`: the username of the account that is logged in now. */
  account?: string
  fieldErrors: Record<string, string[]>
  /** What was typed, to be kept; never a password, code or token. */
  values: Record<string, string>
}

export const INITIAL_FORM_STATE: FormState = { status: 'idle', fieldErrors: {}, values: {} }
