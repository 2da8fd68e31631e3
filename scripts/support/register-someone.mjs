import { readHiddenFields, sendPlainForm } from './plain-form.mjs'

/**
 * Registers a person on a server with EMAIL_VERIFICATION=optional, by the plain form.
 *
 * @param {string} url of the server
 * @returns {Promise<string>} the cookie of a browser that is logged in
 */
export async function registerSomeone(url) {
  const address = `${url}/register`
  const fields = { username: 'someone', email: 'someone@example.com', name: '', password: 'copper-violin-82-harbour' }
  const answer = await sendPlainForm({ address, hidden: await readHiddenFields(address, 'Create account'), fields })
  return answer.headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .join('; ')
}
