/**
 * Every failure that a client can be told of: its code, HTTP status and public sentence. Nothing else reaches a
 * client: an error that is not listed here is logged and answered as `internal_error`.
 */
export const ERROR_CATALOGUE = {
  invalid_input: { status: 400, text: 'Please correct the marked fields.' },
  invalid_form: { status: 400, text: `We couldn't read the form. Reload the page and try again.` },
  invalid_json: { status: 400, text: 'The body is not valid JSON.' },
  invalid_token: { status: 400, text: 'This link or code is no longer valid. Request a new one.' },
  wrong_code: { status: 400, text: 'That code is wrong or no longer valid. Use our latest email, or open its link.' },
  wrong_password: { status: 400, text: `That isn't your current password. Try again.` },
  image_missing: { status: 400, text: 'Choose an image.' },
  image_not_supported: { status: 400, text: 'Choose a JPEG, PNG, WebP, GIF or AVIF image.' },
  image_broken: {
    status: 400,
    text: `We couldn't read this image. It may be damaged. Try another one, or re-save it.`,
  },
  image_not_plain: {
    status: 400,
    text: 'This file contains more than an image. Re-save it as a JPEG or PNG, then try again.',
  },
  image_too_large: { status: 400, text: 'This image is larger than 25 megapixels. Choose a smaller one.' },
  email_taken: { status: 400, text: 'An account with this email address already exists.' },
  invalid_credentials: {
    status: 401,
    text: 'Wrong name or password, or too many tries: wait a few minutes or reset your password.',
  },
  token_not_valid: { status: 401, text: 'Token is invalid or expired' },
  not_authenticated: { status: 401, text: 'Please log in.' },
  email_not_verified: { status: 403, text: 'Please verify your email address first.' },
  registration_closed: { status: 403, text: `Registration is closed. Ask the site's administrators for an account.` },
  email_domain_not_allowed: {
    status: 403,
    text: `You can't register with an address at this domain. Use another one.`,
  },
  forbidden: { status: 403, text: `You don't have permission to do this.` },
  not_found: { status: 404, text: 'The endpoint was not found' },
  username_taken: { status: 409, text: 'This username is taken. Please choose another.' },
  other_account: { status: 409, text: `You're now logged in to another account. Reload the page, or log in again.` },
  method_not_allowed: { status: 405, text: 'This method is not allowed here.' },
  body_too_large: { status: 413, text: 'The request body is too large.' },
  unsupported_media_type: { status: 415, text: 'Send the body as JSON, with Content-Type: application/json.' },
  unsupported_upload_type: {
    status: 415,
    text: 'Send the image in the “avatar” field of multipart/form-data, or as the request body with its image type as Content-Type.',
  },
  unsupported_content_encoding: { status: 415, text: 'Send the body without Content-Encoding.' },
  too_many_requests: { status: 429, text: 'Too many requests. Please wait a moment and try again.' },
  internal_error: { status: 500, text: 'Internal server error' },
  busy: { status: 503, text: 'The server is busy. Please try again in a few seconds.' },
  database_unavailable: { status: 503, text: 'The service is temporarily unavailable. Please try again shortly.' },
} as const

export type ErrorCode = keyof typeof ERROR_CATALOGUE
