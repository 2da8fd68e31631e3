import { once } from 'node:events'
import http from 'node:http'
import type net from 'node:net'
import { expect } from '@playwright/test'
import { aPerson, type Person } from './person'
import type { startServer } from './start-server'

/*
 * How tests talk with servers of their own, of which they end processes.
 */
export type Server = Awaited<ReturnType<typeof startServer>>

/** With EMAIL_VERIFICATION=optional, so that registration logs in. */
export const OPEN = { EMAIL_VERIFICATION: 'optional' }

/** Someone who has an account there. */
export async function register(server: Server): Promise<Person> {
  const person = aPerson()
  await post(server, '/api/v1/register', { username: person.username, email: person.email, password: person.password })
  return person
}

/** What an API client gets, which must be a success. */
export async function post(
  server: Server,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  expect(response.ok, text).toBe(true)
  return JSON.parse(text)
}

/** Begins to log in; resolves when the server has heard of it and waits for the body. */
export async function begin(server: Server, length: http.OutgoingHttpHeaders) {
  const request = http.request(`${server.url}/api/v1/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Expect: '100-continue', ...length },
    agent: new http.Agent({ keepAlive: true }),
  })
  const answer = once(request, 'response').then(async ([response]: http.IncomingMessage[]) => {
    let body = ''
    for await (const chunk of response ?? []) body += String(chunk)
    return { status: response?.statusCode, connection: response?.headers.connection, body }
  })
  request.flushHeaders()
  await once(request, 'continue')
  return { request, answer }
}

/** Asks, and leaves the connection open for the next request. */
export async function get(server: Server, path: string, agent: http.Agent): Promise<net.Socket> {
  const request = http.get(`${server.url}${path}`, { agent })
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  const { socket } = response
  response.resume()
  await once(response, 'end')
  return socket
}

/** Whether nobody takes a connection there. */
export async function isRefused(server: Server): Promise<boolean> {
  // A connection that met a process in the moment of its death is never answered.
  const signal = AbortSignal.timeout(1000)
  const answer = fetch(`${server.url}/api/health/live`, { headers: { Connection: 'close' }, signal })
  return answer.then(
    () => false,
    () => true,
  )
}
