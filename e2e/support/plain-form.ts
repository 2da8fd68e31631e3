import { expect, type APIRequestContext, type APIResponse } from '@playwright/test'

/** As browsers ask for pages: to what asks for nothing in particular, the legacy API answers. */
export const WANTS_PAGE = { Accept: 'text/html,*/*;q=0.8' }

type PlainForm = {
  /** What its button says. */
  button: string
  fields?: Record<string, string>
  /** Null leaves the header out; not given, it is the page's own origin, as a browser would say. */
  origin?: string | null
  headers?: Record<string, string>
}

/**
 * Sends a form as a browser without JavaScript would: the fields that stand hidden in the page, and what was filled in.
 * Redirects are not followed.
 */
export async function sendForm(request: APIRequestContext, path: string, form: PlainForm): Promise<APIResponse> {
  const { url, hiddenFields } = await readForm(request, path, form.button, form.headers)
  const origin = form.origin === undefined ? url.origin : form.origin
  return request.post(url.href, {
    multipart: { ...hiddenFields, ...form.fields },
    headers: { ...WANTS_PAGE, ...(origin === null ? {} : { Origin: origin }), ...form.headers },
    maxRedirects: 0,
  })
}

/** A page's form by what its button says: where it goes, and what stands in it unseen. */
export async function readForm(
  request: APIRequestContext,
  path: string,
  button: string,
  headers: Record<string, string> = {},
) {
  const page = await request.get(path, { headers: { ...WANTS_PAGE, ...headers } })
  const html = await page.text()
  const forms = html.match(/<form\b.*?<\/form>/gs) ?? []
  const form = forms.find((candidate) => candidate.includes(`>${button}<`))
  expect(form, `a form on ${path} with the button “${button}”`).toBeDefined()
  const inputs = String(form).match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? []
  const hiddenFields = Object.fromEntries(inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]))
  return { url: new URL(page.url()), hiddenFields }
}

const ENTITIES: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" }

function attribute(tag: string, name: string): string {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value.replace(/&(#?\w+);/g, (entity, key: string) => ENTITIES[key] ?? entity)
}
