import { sendPlainForm } from '../../../scripts/support/plain-form.mjs'

/** Longer than any answer may take: after that none will come. */
const TIMEOUT_MILLISECONDS = 15_000

export type Answer = {
  /** 0 when the connection broke, or nothing came. */
  status: number
  headers: Headers
  text: string
  milliseconds: number
  startedAt: number
}

type Request = {
  method?: string
  body?: unknown
  /** Sends `fields` as a form of a page instead, with what was read as hidden in it. */
  form?: { hidden: Record<string, string>; fields: Record<string, string> }
  headers?: Record<string, string>
}

let origins = 0

/** Asks the server under test. Each request comes from an address of its own, since limits count by origin. */
export async function ask(
  address: string,
  { method = 'GET', body, form, headers = {} }: Request = {},
): Promise<Answer> {
  const startedAt = performance.now()
  const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS)
  origins++
  const all: Record<string, string> = {
    'X-Forwarded-For': `10.${(origins >> 16) & 255}.${(origins >> 8) & 255}.${origins & 255}`,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...headers,
  }
  const finish = (status: number, answered: Headers, text: string) => {
    return { status, headers: answered, text, milliseconds: performance.now() - startedAt, startedAt }
  }
  try {
    const response = form
      ? await sendPlainForm({ address, ...form, headers: all, signal })
      : await fetch(address, {
          method,
          headers: all,
          body: body === undefined ? null : JSON.stringify(body),
          redirect: 'manual',
          signal,
        })
    return finish(response.status, response.headers, await response.text())
  } catch {
    return finish(0, new Headers(), '')
  }
}
