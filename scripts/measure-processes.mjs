// Measures what one and several processes carry: log-ins, refreshes and profiles a second, by turns, on a server of its own
// with a SQLite file, or a database on the server that TEST_DATABASE_URL names.
// Build first: node scripts/measure-processes.mjs --processes 2 --seconds 10 --rounds 2
import './support/require-node.mjs'
import { parseArgs } from 'node:util'
import { orAdvise } from './support/advice.mjs'
import { say } from './support/say.mjs'
import { startTemporaryServer } from './support/temporary-server.mjs'

const CLIENTS = 16
const PASSWORD = 'violet-anchor-47-meadow'

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '2' },
    cost: { type: 'string', default: '10' },
  },
})

await orAdvise(async () => {
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const processes of ['1', values.processes]) await measure(processes, round)
  }
})

/**
 * @param {string} processes
 * @param {number} round
 */
async function measure(processes, round) {
  const settings = { WEB_CONCURRENCY: processes, PASSWORD_HASH_COST: values.cost, EMAIL_VERIFICATION: 'optional', LOG_LEVEL: 'error' }
  const server = await startTemporaryServer({ settings })
  try {
    const names = Array.from({ length: CLIENTS }, (_, index) => `client${index}`)
    const pairs = await Promise.all(
      names.map(async (username) => {
        const email = `${username}@example.com`
        return (await post(server.url, '/api/v1/register', { username, email, password: PASSWORD })).body
      }),
    )
    const logIns = await repeat(names, (username) => post(server.url, '/api/v1/token', { username, password: PASSWORD }))
    const tokens = pairs.map(({ refresh }) => refresh)
    const refreshes = await repeat(Array.from(tokens.keys()), async (client) => {
      const answer = await post(server.url, '/api/v1/token/refresh', { refresh: tokens[client] })
      if (answer.isOk) tokens[client] = answer.body.refresh
      return answer
    })
    const profiles = await repeat(pairs, async ({ access }) => {
      const headers = { Authorization: `Bearer ${access}` }
      const response = await fetch(`${server.url}/api/v1/profile`, { headers })
      await response.arrayBuffer()
      return { isOk: response.ok }
    })
    say(
      `round ${round}, ${processes} process(es): log-ins ${describe(logIns)}; refreshes ${describe(refreshes)}; ` +
        `profiles ${describe(profiles)}`,
    )
  } finally {
    await server.stop()
  }
}

/**
 * Every client does it again and again, without a pause, until the time is over.
 *
 * @template Client
 * @param {Client[]} clients
 * @param {(client: Client) => Promise<{ isOk: boolean }>} act
 */
async function repeat(clients, act) {
  const start = performance.now()
  /** @type {number[]} */
  const milliseconds = []
  let failures = 0
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - start < Number(values.seconds) * 1000) {
        const begin = performance.now()
        if (!(await act(client)).isOk) failures++
        milliseconds.push(performance.now() - begin)
      }
    }),
  )
  milliseconds.sort((a, b) => a - b)
  const seconds = (performance.now() - start) / 1000
  return { perSecond: milliseconds.length / seconds, p99: milliseconds[Math.floor(milliseconds.length * 0.99)] ?? 0, failures }
}

/** @param {{ perSecond: number, p99: number, failures: number }} result */
function describe({ perSecond, p99, failures }) {
  return `${perSecond.toFixed(1)}/s, p99 ${p99.toFixed(0)} ms, ${failures} failed`
}

/**
 * @param {string} url
 * @param {string} path
 * @param {object} body
 */
async function post(url, path, body) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { isOk: response.ok, body: await response.json() }
}
