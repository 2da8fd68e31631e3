import type { Sent, Service } from './scenarios'

/** What was answered to a call, without what differs each time. */
export type Answer = {
  step: string
  request: string
  status: number
  type: string
  /** At a 405, without HEAD and OPTIONS. */
  allow?: string
  /** The scheme of WWW-Authenticate. */
  challenge?: string
  /** The kinds of its values; null where there is no JSON. */
  body: unknown
}

/** Calls a service as its clients do, and keeps each answer. */
export function transcribe(origin: string, clientIp: string) {
  const answers: Answer[] = []
  const call: Service['call'] = async (step, method, path, sent = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      ...requestOf(sent, { 'X-Forwarded-For': clientIp }),
    })
    const text = await response.text()
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
    const data = type === 'application/json' && text ? (JSON.parse(text) as Record<string, unknown>) : null
    const allow =
      response.status === 405 &&
      (response.headers.get('allow') ?? '')
        .split(', ')
        .filter((name) => !['HEAD', 'OPTIONS'].includes(name))
        .toSorted()
    const challenge = response.headers.get('www-authenticate')?.split(' ')[0]
    answers.push({
      step,
      request: `${method} ${path.replace(/\/users\/[\w-]+\//, '/users/ID/')}`,
      status: response.status,
      type,
      ...(allow ? { allow: allow.join(', ') } : {}),
      ...(challenge ? { challenge } : {}),
      body: shapeOf(data),
    })
    // A list may be the array alone.
    return Array.isArray(data) ? { results: data } : (data ?? {})
  }
  return { call, answers }
}

function requestOf({ json, form, multipart, raw, token, headers = {} }: Sent, more: Record<string, string>) {
  const parts = new FormData()
  for (const [name, value] of Object.entries(multipart ?? {})) parts.set(name, value)
  const body = json === undefined ? (form ? new URLSearchParams(form) : multipart ? parts : raw) : JSON.stringify(json)
  return {
    ...(body === undefined ? {} : { body }),
    headers: {
      // As axios has it.
      Accept: 'application/json, text/plain, */*',
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...more,
      ...headers,
    },
  }
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])]
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]))
  return value === null ? null : typeof value
}

/** How ours differs from the old answer for a client that reads what it read; null where it does not. */
export function differenceOf(old: Answer, ours: Answer): { old: string; ours: string } | null {
  const [before, now] = [summaryOf(old), summaryOf(ours)]
  const isSame =
    old.status === ours.status &&
    old.type === ours.type &&
    old.allow === ours.allow &&
    old.challenge === ours.challenge &&
    contains(ours.body, old.body)
  return isSame ? null : { old: before, ours: now }
}

/** Whether everything that stood in the old body is in ours, in the same kinds. */
function contains(ours: unknown, old: unknown): boolean {
  if (Array.isArray(old))
    return Array.isArray(ours) && (old.length === 0 || ours.length === 0 || contains(ours[0], old[0]))
  if (typeof old !== 'object' || old === null) return old === null || ours === old
  if (typeof ours !== 'object' || ours === null) return false
  return Object.entries(old).every(
    ([name, inner]) => name in ours && contains((ours as Record<string, unknown>)[name], inner),
  )
}

function summaryOf({ status, type, allow, body }: Answer): string {
  const json = body === null || (typeof body === 'object' && Object.keys(body).length > 12) ? '' : ` ${namesOf(body)}`
  return `${status}${type && type !== 'application/json' ? ` ${type}` : ''}${json}${allow ? ` Allow: ${allow}` : ''}`
}

function namesOf(body: unknown): string {
  if (Array.isArray(body)) return `[${body.length > 0 ? namesOf(body[0]) : ''}]`
  return typeof body === 'object' && body !== null ? Object.keys(body).join(', ') : String(body)
}
