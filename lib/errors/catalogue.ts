/**
 * Every failure that a client can be told of: its code, HTTP status and public sentence. Nothing else reaches a
 * client: an error that is not listed here is logged and answered as `internal_error`.
 */
export const ERROR_CATALOGUE = {
  invalid_input: { status: 400, text: 'Please correct the marked fields.' },
  invalid_form: { status: 400, text: 'The form could not be read. Please reload the page and send it again.' },
  invalid_json: { status: 400, text: 'The body is not valid JSON.' },
  invalid_token: { status: 400, text: 'This link or code is no longer valid. Ask for a new one.' },
  wrong_code: { status: 400, text: 'That code is not right, or no longer valid. Use the newest mail, or open its link.' },
  wrong_password: { status: 400, text: 'That is not your current password.' },
  image_missing: { status: 400, text: 'Choose a picture.' },
  image_not_supported: { status: 400, text: 'Choose a JPEG, PNG, WebP, GIF or AVIF picture.' },
  image_broken: { status: 400, text: 'This picture could not be read. It may be damaged: try another, or save it anew.' },
  image_not_plain: { status: 400, text: 'This file holds more than a picture. Save it anew as a JPEG or PNG, then try again.' },
  image_too_large: { status: 400, text: 'This picture has too many pixels. Choose one of at most 25 megapixels.' },
  email_taken: { status: 400, text: 'An account with this e-mail address exists already.' },
  invalid_credentials: {
    status: 401,
    text: 'Wrong name or password, or too many tries: wait a few minutes or reset your password.',
  },
  token_not_valid: { status: 401, text: 'Token is invalid or expired' },
  not_authenticated: { status: 401, text: 'Please log in.' },
  email_not_verified: { status: 403, text: 'Please verify your e-mail address first.' },
  registration_closed: { status: 403, text: 'Registration is closed here. Ask the people who run this site for an account.' },
  email_domain_not_allowed: { status: 403, text: 'Registration is not open to addresses of this domain.' },
  forbidden: { status: 403, text: 'You are not allowed to do this.' },
  not_found: { status: 404, text: 'The endpoint was not found' },
  username_taken: { status: 409, text: 'This username is taken. Please choose another.' },
  other_account: { status: 409, text: 'You are logged in to another account now. Reload the page, or log in again.' },
  method_not_allowed: { status: 405, text: 'This method is not allowed here.' },
  body_too_large: { status: 413, text: 'The request body is too large.' },
  unsupported_media_type: { status: 415, text: 'Send the body as JSON, with Content-Type: application/json.' },
  unsupported_upload_type: {
    status: 415,
    text: 'Send the picture in the field “avatar” of multipart/form-data, or by itself with its image type as Content-Type.',
  },
  unsupported_content_encoding: { status: 415, text: 'Send the body as it is, without Content-Encoding.' },
  too_many_requests: { status: 429, text: 'Too many requests. Please wait a moment and try again.' },
  internal_error: { status: 500, text: 'Internal server error' },
  busy: { status: 503, text: 'The server is busy. Please try again in a few seconds.' },
  database_unavailable: { status: 503, text: 'The service is not available for the moment. Please try again shortly.' },
} as const

export type ErrorCode = keyof typeof ERROR_CATALOGUE
