import { expect, test } from '../support/api-test'
import { expectDocumented } from '../support/openapi-response'

/*
 * Every other contract test relies on `expectDocumented`: it must say no to what the document does not have.
 */
const origin = String(process.env.E2E_API_URL)
const VERIFY = { method: 'POST', path: '/api/v1/token/verify/?a=b', origin }
const JSON_HEADERS = { 'Content-Type': 'application/json', 'X-Request-Id': 'b1946ac9-2a3e-4d5f-8c7b-0123456789ab' }
const PROBLEM_HEADERS = { ...JSON_HEADERS, 'Content-Type': 'application/problem+json', 'WWW-Authenticate': 'Bearer' }
const PROBLEM = {
  type: 'about:blank',
  title: 'Unauthorized',
  status: 401,
  detail: 'Token is invalid or expired',
  code: 'token_not_valid',
  error: 'Token is invalid or expired',
}

test.describe('A response', () => {
  test('is taken when it is as the document says', async () => {
    await expectDocumented({ status: 200, headers: JSON_HEADERS, json: {} }, VERIFY)
    await expectDocumented({ status: 401, headers: PROBLEM_HEADERS, json: PROBLEM }, VERIFY)
    await expectDocumented(
      {
        status: 405,
        headers: { ...PROBLEM_HEADERS, Allow: 'POST' },
        json: { ...PROBLEM, status: 405, code: 'method_not_allowed' },
      },
      { ...VERIFY, method: 'GET' },
    )
    await expectDocumented(
      { status: 404, headers: PROBLEM_HEADERS, json: { ...PROBLEM, status: 404, code: 'not_found' } },
      { ...VERIFY, path: '/api/v1/nothing' },
    )
  })

  for (const { what, response, path, problem } of [
    {
      what: 'a status that is not in it',
      response: { status: 403, headers: PROBLEM_HEADERS, json: PROBLEM },
      problem: 'The document has 200, 400, 401',
    },
    {
      what: 'a field that is not in it',
      response: { status: 200, headers: JSON_HEADERS, json: { user_id: 'x' } },
      problem: 'additional properties',
    },
    {
      what: 'a code that this endpoint does not have',
      response: { status: 401, headers: PROBLEM_HEADERS, json: { ...PROBLEM, code: 'invalid_credentials' } },
      problem: 'body/code must be equal to one of the allowed values',
    },
    {
      what: 'no request id',
      response: { status: 200, headers: { 'Content-Type': 'application/json' }, json: {} },
      problem: 'lacks the header X-Request-Id',
    },
    {
      what: 'another media type',
      response: { status: 401, headers: { ...PROBLEM_HEADERS, 'Content-Type': 'application/json' }, json: PROBLEM },
      problem: 'Its type is application/json; the document has application/problem+json',
    },
    {
      what: 'success on a path that is not in it',
      response: { status: 200, headers: JSON_HEADERS, json: {} },
      path: '/api/v1/nothing',
      problem: 'It must be 404',
    },
  ]) {
    test(`is refused that has ${what}`, async () => {
      await expect(expectDocumented(response, { ...VERIFY, ...(path ? { path } : {}) })).rejects.toThrow(problem)
    })
  }
})
