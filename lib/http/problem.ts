import type { AppError, FieldErrors } from '@/lib/errors/app-error'
import { problemText } from '@/lib/errors/problem-text'
import { englishErrors } from '@/lib/i18n/english-errors'

/** An error as clients get it (RFC 9457). */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code: string
  /** The same as `detail`, where older clients look for it. */
  error: string
  errors?: FieldErrors
  request_id?: string
}

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/**
 * The one mapping from a failure to the response for an API client. On a 4xx the messages by field are at the top level
 * too, where clients of Django REST Framework read them.
 */
export function problemOf(error: AppError, requestId: string): Problem {
  const { status, code, message } = error
  const fieldErrors = inEnglish(error.fieldErrors)
  const hasFields = Object.keys(fieldErrors).length > 0
  return {
    ...(status < 500 ? fieldErrors : {}),
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    detail: message,
    code,
    error: message,
    ...(hasFields ? { errors: fieldErrors } : {}),
    ...(status === 500 ? { request_id: requestId } : {}),
  }
}

function inEnglish(fieldErrors: FieldErrors): FieldErrors {
  const entries = Object.entries(fieldErrors)
  return Object.fromEntries(
    entries.map(([field, problems]) => [field, problems.map((problem) => problemText(problem, englishErrors))]),
  )
}
