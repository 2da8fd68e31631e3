import type { Response } from './connection'
import type { Plan, PlannedRequest } from './plan'

/**
 * The request that a connection sends after a successful one.
 *
 * @param nth how many requests this connection has sent
 */
export function nextRequest(
  change: Plan['change'],
  request: PlannedRequest,
  response: Response,
  connection: number,
  nth: number,
): PlannedRequest {
  switch (change) {
    case 'rotate': {
      const { refresh } = JSON.parse(response.body) as { refresh?: string }
      return refresh === undefined ? request : { ...request, body: { ...request.body, refresh } }
    }
    case 'new-user':
      return newUser(request, connection, nth)
    case undefined:
      return request
  }
}

function newUser(request: PlannedRequest, connection: number, nth: number): PlannedRequest {
  const username = `new-${process.pid}-${connection}-${nth}`
  const headers = { ...request.headers, 'x-forwarded-for': `10.${connection}.${(nth >> 8) & 255}.${nth & 255}` }
  return { ...request, headers, body: { ...request.body, username, email: `${username}@example.com` } }
}
