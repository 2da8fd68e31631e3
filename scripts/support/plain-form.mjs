/** As browsers ask for pages: to what asks for nothing in particular, the legacy API answers. */
const WANTS_PAGE = { Accept: 'text/html,*/*;q=0.8' }

/**
 * Sends a page's form as a browser without JavaScript does.
 *
 * @param {object} form
 * @param {string} form.address of the page
 * @param {Record<string, string>} form.hidden what `readHiddenFields` found
 * @param {Record<string, string>} form.fields
 * @param {Record<string, string>} [form.headers]
 * @param {AbortSignal} [form.signal]
 */
export function sendPlainForm({ address, hidden, fields, headers = {}, signal }) {
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...hidden, ...fields })) body.append(name, value)
  const all = { ...WANTS_PAGE, ...headers, Origin: new URL(address).origin }
  return fetch(address, { method: 'POST', body, headers: all, redirect: 'manual', ...(signal ? { signal } : {}) })
}

/**
 * What stands unseen in a page's form.
 *
 * @param {string} address of the page
 * @param {string} button what the form's button says
 * @param {Record<string, string>} [headers]
 * @returns {Promise<Record<string, string>>}
 */
export async function readHiddenFields(address, button, headers = {}) {
  const html = await (await fetch(address, { headers: { ...WANTS_PAGE, ...headers } })).text()
  const form = html.match(/<form\b.*?<\/form>/gs)?.find((candidate) => candidate.includes(`>${button}<`)) ?? ''
  const inputs = form.match(/<input type="hidden"[^>]*>/g) ?? []
  return Object.fromEntries(
    inputs.map((input) => [
      /name="([^"]*)"/.exec(input)?.[1],
      (/value="([^"]*)"/.exec(input)?.[1] ?? '').replaceAll('&quot;', '"'),
    ]),
  )
}
