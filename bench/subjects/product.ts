import { startTestDatabases } from '../../scripts/support/start-test-databases.mjs'
import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'
import { Connection } from '../load/connection'
import type { PlannedRequest } from '../load/plan'
import { EventLoopWatch } from '../support/event-loop'
import type { Options } from '../options'
import type { Subject } from './subject'

const PASSWORD = 'violet-anchor-47-meadow'

type User = { username: string; access: string; refresh: string }

/**
 * The product in production mode, on a database of its own with one user for each connection.
 *
 * @throws Error when the database that the options name is not available
 */
export async function startProduct({ database: kind, processes, cost, connections }: Options): Promise<Subject> {
  const [database] = await startTestDatabases([kind])
  if (!database || database.missing) throw new Error(`${kind} was not started: ${database?.missing}`)
  if (database.serverUrl) process.env.TEST_DATABASE_URL = database.serverUrl
  const eventLoop = new EventLoopWatch()
  const server = await startTemporaryServer({
    settings: {
      ...eventLoop.environment,
      WEB_CONCURRENCY: String(processes),
      PASSWORD_HASH_COST: String(cost),
      // A registration returns tokens at once.
      EMAIL_VERIFICATION: 'optional',
      // Each connection is a client of its own, so that no limit by IP address is reached.
      TRUSTED_PROXY_HOPS: '1',
    },
  })
  const users = await registerUsers(server.url, connections)
  const plan = (requests: PlannedRequest[]) => ({ url: server.url, requests })
  return {
    name: `Vestibule (${database.name})`,
    processId: server.processId,
    eventLoop,
    plans: {
      profile: plan(
        users.map(({ access }, index) => get('/api/v1/profile', index, { authorization: `Bearer ${access}` })),
      ),
      refresh: {
        ...plan(users.map(({ refresh }, index) => post('/api/v1/token/refresh', index, { refresh }))),
        change: 'rotate',
      },
      'log-in': plan(
        users.map(({ username }, index) => post('/api/v1/token', index, { username, password: PASSWORD })),
      ),
      register: { ...plan(users.map((_, index) => registration(`first-${index}`, index))), change: 'new-user' },
      live: plan(users.map((_, index) => get('/api/health/live', index))),
      page: plan(users.map((_, index) => get('/login', index, { accept: 'text/html' }))),
    },
    async stop() {
      await server.stop()
      await database.stop()
    },
  }
}

/** One after the other, so that a server that has just started, on a busy machine, refuses none of them with 503. */
async function registerUsers(url: string, count: number): Promise<User[]> {
  const users: User[] = []
  const connection = new Connection(url)
  while (users.length < count) {
    const username = `client-${users.length}`
    const { status, body } = await connection.send(registration(username, users.length))
    if (status !== 201) throw new Error(`The product answered ${status} to a registration: ${body}`)
    users.push({ username, ...(JSON.parse(body) as { access: string; refresh: string }) })
  }
  connection.close()
  return users
}

function registration(username: string, client: number): PlannedRequest {
  return post('/api/v1/register', client, { username, email: `${username}@example.com`, password: PASSWORD })
}

function get(path: string, client: number, headers: Record<string, string> = {}): PlannedRequest {
  return { method: 'GET', path, headers: { ...headers, 'x-forwarded-for': addressOf(client) } }
}

function post(path: string, client: number, body: Record<string, string>): PlannedRequest {
  return { method: 'POST', path, headers: { 'x-forwarded-for': addressOf(client) }, body }
}

function addressOf(client: number): string {
  return `10.${client}.0.0`
}
