import { execFileSync } from 'node:child_process'
import { begin, isRefused, OPEN, post, register, type Server } from '../support/processes'
import { queryDatabase } from '../../lib/testing/query-database'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'

/*
 * What `npm start` promises of its processes, with one and with several of them; e2e/api/stop.spec.ts has what a
 * database has to do with.
 */

test('told to stop, one process and two cut off within ten seconds what does not finish (S74)', async () => {
  // At the same time, as this mostly waits.
  await Promise.all(['1', '2'].map(cutsOffInTime))
})

async function cutsOffInTime(processes: string) {
  const server = await startServer({ ...OPEN, WEB_CONCURRENCY: processes })
  try {
    const { answer, request } = await begin(server, { 'Content-Length': 1000 })
    request.write('{')
    const isCutOff = expect(answer).rejects.toThrow('socket hang up')
    const start = performance.now()
    process.kill(server.processId, 'SIGTERM')
    process.kill(server.processId, 'SIGINT')
    expect(await server.ended).toBe(1)
    expect(performance.now() - start).toBeLessThan(10_000)
    await isCutOff
    expect(server.log()).toContain('1 requests were cut off')
  } finally {
    await server.stop()
  }
}

test('a process that dies is replaced, again and again after a pause that grows, while the others serve', async () => {
  const server = await startServer({ ...OPEN, WEB_CONCURRENCY: '2' })
  try {
    await expect.poll(() => childrenOf(server).length).toBe(2)
    const [first, second] = childrenOf(server)

    // None can start while a migration that is known seems to have been edited.
    await queryDatabase(server.databaseUrl, `UPDATE "_prisma_migrations" SET "checksum" = 'x' || "checksum"`)
    process.kill(Number(second), 'SIGKILL')
    const pauses = () => Array.from(server.log().matchAll(/"pauseMilliseconds":(\d+)/g), ([, pause]) => Number(pause))
    await expect.poll(() => pauses().slice(0, 4)).toEqual([100, 200, 400, 800])
    expect(await isRefused(server)).toBe(false)
    await queryDatabase(server.databaseUrl, `UPDATE "_prisma_migrations" SET "checksum" = substr("checksum", 2)`)
    await expect.poll(() => childrenOf(server).length).toBe(2)

    process.kill(Number(first), 'SIGKILL')
    // The other one may have only begun to start.
    await expect.poll(() => isRefused(server), { timeout: 45_000 }).toBe(false)
    await register(server)
  } finally {
    await server.stop()
  }
})

test('a bad start ends them all, with its sentences said once', async () => {
  const error = await startServer({ WEB_CONCURRENCY: '3', DATABASE_URL: 'file:/dev/null/accounts.db' }).then(
    () => 'it started',
    (failure: Error) => failure.message,
  )
  expect(error.match(/DATABASE_URL/g)).toHaveLength(1)
})

test('every process stamps the address, whatever headers say, and VERCEL too (S8)', async () => {
  const vercel = { VERCEL: '1', CRON_SECRET: 'a-secret-that-nobody-uses' }
  const server = await startServer({ ...OPEN, ...vercel, WEB_CONCURRENCY: '2' })
  try {
    await expect.poll(() => childrenOf(server).length).toBe(2)
    const address = '192.0.2.1'
    const addresses = { 'X-Forwarded-For': address, 'X-Vercel-Forwarded-For': address, 'X-Real-IP': address }
    const forged = { 'X-Request-Id': 'forged', ...addresses, Connection: 'close' }
    for (let count = 0; count < 8; count++) {
      const response = await fetch(`${server.url}/api/health/live`, { headers: forged })
      expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    }
    const { username, password } = await register(server)
    for (let count = 0; count < 8; count++) {
      const { access } = (await post(server, '/api/v1/token', { username, password }, forged)) as { access: string }
      const headers = { Authorization: `Bearer ${access}` }
      const listed = (await (await fetch(`${server.url}/api/v1/sessions`, { headers })).json()) as { ip: string }[]
      expect(new Set(listed.map(({ ip }) => ip))).toEqual(new Set(['127.0.0.1']))
    }
  } finally {
    await server.stop()
  }
})

function childrenOf({ processId }: Server): string[] {
  return execFileSync('pgrep', ['-P', String(processId)], { encoding: 'utf8' })
    .trim()
    .split('\n')
}
