import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { API_ENDPOINTS } from '@/lib/api/api-endpoints'
import { openApiDocument } from '@/lib/api/openapi-document'
import { AppError } from '@/lib/errors/app-error'
import { plainUserAgent } from '@/lib/http/plain-user-agent'
import { LOCALES } from '@/lib/i18n/locales'
import { negotiateLocale } from '@/lib/i18n/negotiate-locale'
import { answerApiRequest } from '@/lib/legacy-api/answer-api-request'
import { legacyOperations } from '@/lib/legacy-api/openapi'
import { aContext } from '@/lib/testing/operation-fixtures'
import { answerOf, compileDocument, holdToDocument, type OpenApiDocument } from '../../../e2e/support/openapi-response'
import { answerInTime } from './answer-in-time'
import { fuzzOptions } from './fuzz-options'
import { aKnownAccount } from './known-account'
import { fuzzRequests, withKnown, type FuzzRequest, type Known } from './requests'

/** Requests sent side by side, after which the known account is renewed. */
const AT_ONCE = 25

const settings = {
  appUrl: 'http://localhost:3000',
  sessionCookie: 'vestibule.session',
  moreOperations: legacyOperations,
}
/** As a client reads it. */
const document = JSON.parse(
  JSON.stringify(openApiDocument({ endpoints: API_ENDPOINTS, ...settings })),
) as OpenApiDocument
const compiled = compileDocument(document)

describe('the API', () => {
  const { inputs, seed, milliseconds, tell } = fuzzOptions({ inputs: 800, seconds: 10 })

  it(
    `answers every input as its document says, with no fault of ours, seed ${seed} (S64)`,
    async () => {
      let count = 0
      let known: Known
      await fc.assert(
        fc
          .asyncProperty(
            fc.array(fuzzRequests(document), { minLength: 1, maxLength: AT_ONCE, size: 'max' }),
            async (requests) => {
              await Promise.all(requests.map((request) => send(withKnown(request, known))))
              count += requests.length
            },
          )
          .beforeEach(async () => void (known = await aKnownAccount())),
        {
          numRuns: Math.ceil((2 * inputs) / AT_ONCE),
          seed,
          interruptAfterTimeLimit: milliseconds,
          markInterruptAsFailure: false,
        },
      )
      tell(count)
      expect(count).toBeGreaterThan(0)
    },
    2 * milliseconds + 120_000,
  )
})

/** @throws Error saying what is wrong with the answer */
async function send(request: FuzzRequest): Promise<void> {
  const { method, target, headers, body, encoding } = request
  const at = target.indexOf('?')
  const bytes = Buffer.from(body ?? '', encoding)
  const ctx = aContext({
    client: 'api',
    userAgent: plainUserAgent(headers['user-agent']),
    locale: negotiateLocale(headers['accept-language'], LOCALES),
  })
  const reply = await answerInTime(
    answerApiRequest({
      method,
      pathname: at < 0 ? target : target.slice(0, at),
      search: at < 0 ? '' : target.slice(at),
      headers: body === null ? headers : { ...headers, 'content-length': String(bytes.length) },
      readBody: async (maxBytes) => {
        if (bytes.length > maxBytes) throw new AppError('body_too_large')
        return new Uint8Array(bytes)
      },
      ctx,
      findBrowserActor: async () => null,
      sessionCookie: async () => 'vestibule.session=x',
    }),
  )
  // A page's.
  if (!reply) return
  if (reply.status >= 500) throw new Error(`It answered ${reply.status}: ${String(reply.body)}`)
  const replyHeaders = Object.fromEntries(
    Object.entries(reply.headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  for (const value of Object.values(replyHeaders)) expect(value).not.toMatch(/[\r\n\0]/)
  const content =
    typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : (reply.body ?? new Uint8Array())
  const path = target.split('?')[0] ?? ''
  holdToDocument(
    answerOf(reply.status, { ...replyHeaders, 'x-request-id': ctx.requestId }, content),
    { method, path },
    compiled,
  )
}
