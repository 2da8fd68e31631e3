// node scripts/measure-login-load.mjs: what other pages take while people log in. On the production build, with a
// database and a server of its own. No test: what it prints stands in docs/measurements.md.
//
//   [--clients 32] people who log in, one log-in after the other without a pause
//   [--seconds 20] idle, and as long under log-ins
//   [--cost 12]    PASSWORD_HASH_COST
import './support/require-node.mjs'
import { cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { orAdvise } from './support/advice.mjs'
import { readHiddenFields, sendPlainForm } from './support/plain-form.mjs'
import { say } from './support/say.mjs'
import { startTemporaryServer } from './support/temporary-server.mjs'

const PASSWORD = 'violet-anchor-47-meadow'
/** Asked by turns, one request each interval, whether the one before is answered or not. */
const SAMPLED_PATHS = ['/login', '/api/health/live']
const SAMPLE_INTERVAL_MILLISECONDS = 25

/**
 * What stands hidden in each form, read once: it is the log-in that is measured, not its page.
 * @type {Map<string, Record<string, string>>}
 */
const hiddenFields = new Map()

/** @typedef {{ path: string, milliseconds: number }} Sample */

/** How long it takes until everybody who logs in at once is in the queue for a hash. */
const BURST_MILLISECONDS = 3000

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '32' },
    seconds: { type: 'string', default: '20' },
    cost: { type: 'string', default: '12' },
  },
})
const clientCount = Number(values.clients)
const phaseMilliseconds = Number(values.seconds) * 1000

await orAdvise(async () => {
  const server = await startTemporaryServer({
    settings: { EMAIL_VERIFICATION: 'optional', PASSWORD_HASH_COST: values.cost, WEB_CONCURRENCY: '1' },
    nodeArguments: ['--import', './scripts/support/report-event-loop.mjs'],
  })
  try {
    await measure(server)
  } finally {
    await server.stop()
  }
})

/** @param {Awaited<ReturnType<typeof startTemporaryServer>>} server */
async function measure(server) {
  const { url } = server
  const usernames = Array.from({ length: clientCount }, (_, index) => `client-${index}`)
  for (const username of usernames) {
    await send(`${url}/register`, 'Create account', {
      username,
      email: `${username}@example.com`,
      name: '',
      password: PASSWORD,
    })
  }
  // Warm, as a server is that has run for a while.
  await sample(url, 2000)

  await server.ask('reset')
  const idle = await sample(url, phaseMilliseconds)
  const idleLoop = await server.ask('report')

  const end = performance.now() + BURST_MILLISECONDS + phaseMilliseconds
  const logins = usernames.map((username) => logInUntil(end, url, username))
  const burst = await sample(url, BURST_MILLISECONDS)
  await server.ask('reset')
  const loaded = await sample(url, phaseMilliseconds)
  const loadedLoop = await server.ask('report')
  const durations = (await Promise.all(logins)).flat()

  const loginsPerSecond = (durations.length * 1000) / (BURST_MILLISECONDS + phaseMilliseconds)
  say(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), cost ${values.cost}`)
  say(`${clientCount} clients, ${values.seconds} s: ${loginsPerSecond.toFixed(1)} log-ins a second\n`)
  for (const path of SAMPLED_PATHS) {
    const [before, during, first] = [idle, loaded, burst].map((samples) =>
      samples.filter((each) => each.path === path).map(({ milliseconds }) => milliseconds),
    )
    for (const rank of [50, 99]) {
      const [low, high] = [percentile(before ?? [], rank), percentile(during ?? [], rank)]
      say(`${path} p${rank}: ${ms(low)} idle, ${ms(high)} under log-ins, ${(high / low).toFixed(1)} times`)
    }
    say(`${path} in the burst, when all begin at once: at most ${ms(Math.max(...(first ?? [])))}`)
  }
  for (const [name, loop] of [
    ['idle', idleLoop],
    ['under log-ins', loadedLoop],
  ]) {
    const { delayP50, delayP99, delayMax, utilization, cores } = loop
    say(
      `event loop ${name}: held up p50 ${ms(delayP50)}, p99 ${ms(delayP99)}, at most ${ms(delayMax)}; ` +
        `main thread ${Math.round(utilization * 100)} % busy, the process ${cores.toFixed(2)} cores`,
    )
  }
}

/**
 * Logs in by the form of the page, again and again; a log-in that was refused ends the measurement.
 *
 * @param {number} end by performance.now()
 * @param {string} url
 * @param {string} username
 * @returns {Promise<number[]>} how long each took, in milliseconds
 */
async function logInUntil(end, url, username) {
  const durations = []
  while (performance.now() < end) {
    const start = performance.now()
    await send(`${url}/login`, 'Log in', { identifier: username, password: PASSWORD })
    durations.push(performance.now() - start)
  }
  return durations
}

/**
 * @param {string} address
 * @param {string} button
 * @param {Record<string, string>} fields
 */
async function send(address, button, fields) {
  const hidden = hiddenFields.get(address) ?? (await readHiddenFields(address, button))
  hiddenFields.set(address, hidden)
  const response = await sendPlainForm({ address, hidden, fields })
  await response.arrayBuffer()
  if (response.status !== 303) throw new Error(`${address} answered ${response.status} to ${button}.`)
}

/**
 * @param {string} url
 * @param {number} milliseconds for how long
 */
async function sample(url, milliseconds) {
  /** @type {Promise<Sample>[]} */
  const samples = []
  const end = performance.now() + milliseconds
  for (let turn = 0; performance.now() < end; turn++) {
    const path = SAMPLED_PATHS[turn % SAMPLED_PATHS.length] ?? ''
    samples.push(timeOf(`${url}${path}`).then((taken) => ({ path, milliseconds: taken })))
    await sleep(SAMPLE_INTERVAL_MILLISECONDS)
  }
  return Promise.all(samples)
}

/** @param {string} address */
async function timeOf(address) {
  const start = performance.now()
  const response = await fetch(address)
  await response.arrayBuffer()
  return performance.now() - start
}

/**
 * @param {number[]} numbers
 * @param {number} rank
 */
function percentile(numbers, rank) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((rank / 100) * sorted.length))] ?? NaN
}

/** @param {number} milliseconds */
function ms(milliseconds) {
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
}
