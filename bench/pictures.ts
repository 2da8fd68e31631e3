// npx tsx bench/pictures.ts: how long other requests take while ten users upload images that are expensive to decode. On the
// production build, with a database and a server of its own. Not a test: docs/performance.md has the figures.
//
//   [--people 10] users that upload at once
import '../scripts/support/require-node.mjs'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { runCli } from '../scripts/support/cli-error.mjs'
import { print } from '../scripts/support/print.mjs'
import { startTemporaryServer } from '../scripts/support/temporary-server.mjs'

const SAMPLE_INTERVAL_MILLISECONDS = 50
const { values } = parseArgs({ options: { people: { type: 'string', default: '10' } } })

await runCli(async () => {
  const server = await startTemporaryServer({
    settings: { EMAIL_VERIFICATION: 'optional', PASSWORD_HASH_COST: '4', WEB_CONCURRENCY: '1' },
  })
  try {
    const people = Array.from({ length: Number(values.people) }, (_, nth) => register(server.url, `person-${nth}`))
    const tokens = await Promise.all(people)
    // Warm, the image library loaded.
    await upload(server.url, tokens[0] ?? '', await black(64, 64, 'png'))
    const peak = () => residentMegabytes(server.processId)
    print(`idle: ${told(await sampleUntil(server.url, sleep(3000)))}; at most ${peak()} MB so far`)
    for (const { name, picture } of [
      { name: '900 megapixels, refused by the header', picture: await black(30_000, 30_000, 'png') },
      { name: '25 megapixels, PNG', picture: await black(5712, 4284, 'png') },
      { name: '25 megapixels, progressive JPEG', picture: await black(5712, 4284, 'jpeg') },
      { name: '25 megapixels, AVIF', picture: await black(5712, 4284, 'avif') },
    ]) {
      const start = performance.now()
      const uploads = Promise.all(tokens.map((token) => upload(server.url, token, picture)))
      const samples = await sampleUntil(server.url, uploads)
      const statuses = [...new Set(await uploads)].join(', ')
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      print(`${name} (${Math.round(picture.length / 1024)} KiB): ${tokens.length} answered ${statuses} in ${seconds} s`)
      print(`  others: ${told(samples)}; the process at most ${peak()} MB`)
    }
  } finally {
    await server.stop()
  }
})

function black(width: number, height: number, format: 'png' | 'jpeg' | 'avif'): Promise<Buffer> {
  const image = sharp({ create: { width, height, channels: 3, background: 'black' }, limitInputPixels: false })
  return image
    .toFormat(format, format === 'jpeg' ? { progressive: true } : format === 'avif' ? { effort: 0 } : {})
    .toBuffer()
}

/** @returns its access token */
async function register(url: string, username: string): Promise<string> {
  const body = JSON.stringify({ username, email: `${username}@example.com`, password: 'violet-anchor-47-meadow' })
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(`${url}/api/v1/register`, { method: 'POST', headers, body })
  return ((await response.json()) as { access: string }).access
}

async function upload(url: string, token: string, picture: Buffer): Promise<number> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'image/png' }
  const response = await fetch(`${url}/api/v1/profile/avatar`, {
    method: 'PUT',
    headers,
    body: new Uint8Array(picture),
  })
  await response.arrayBuffer()
  return response.status
}

/**
 * Sends requests at a steady rate, whether or not the last one is answered, until something is over.
 *
 * @returns how long each took, in milliseconds
 */
async function sampleUntil(url: string, end: Promise<unknown>): Promise<number[]> {
  let isOver = false
  void end.finally(() => (isOver = true))
  const samples: Promise<number>[] = []
  for (let turn = 0; !isOver || turn < 20; turn++) {
    samples.push(timeOf(`${url}${turn % 2 ? '/login' : '/api/health/ready'}`))
    await sleep(SAMPLE_INTERVAL_MILLISECONDS)
  }
  return Promise.all(samples)
}

async function timeOf(address: string): Promise<number> {
  const start = performance.now()
  await (await fetch(address, { headers: { Accept: 'text/html' } })).arrayBuffer()
  return performance.now() - start
}

function told(samples: number[]): string {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN)
  return `${sorted.length} requests, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms`
}

/** The most memory that a process ever had, as Linux counts it. */
function residentMegabytes(processId: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
