import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from '../../../scripts/support/root.mjs'

let tell: (order: string) => Promise<string | null>
let end: () => Promise<void>

beforeEach(async () => {
  const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit']
  const primary = spawn(process.execPath, ['--import', 'tsx', 'lib/server/metrics/metrics-cluster.fixture.ts'], {
    cwd: ROOT,
    stdio,
  })
  const lines = createInterface({ input: primary.stdout })[Symbol.asyncIterator]()
  const read = async () => JSON.parse(String((await lines.next()).value)) as { answer: string | null }
  await read()
  tell = async (order) => {
    primary.stdin.write(`${order}\n`)
    return (await read()).answer
  }
  end = async () => {
    primary.stdin.end()
    await new Promise((resolve) => primary.on('exit', resolve))
  }
})
afterEach(() => end())

/** How many requests the whole cluster says it has answered. */
async function countBy(process: number): Promise<number> {
  const text = (await tell(`scrape ${process}`)) ?? ''
  const [, count] = /^vestibule_http_request_duration_seconds_count\{.*route="\/profile".*\} (\d+)$/m.exec(text) ?? []
  return Number(count)
}

describe('the metrics of a cluster', () => {
  it('are the sum over its processes, whichever is asked', async () => {
    for (const order of ['count 0', 'count 0', 'count 1']) await tell(order)
    expect([await countBy(0), await countBy(1)]).toEqual([3, 3])
  })

  it('do not fall when a process dies and another takes its place', async () => {
    for (const order of ['count 0', 'count 0', 'count 1']) await tell(order)
    expect(await countBy(1)).toBe(3)
    await tell('kill 0')
    expect(await countBy(1)).toBe(3)
    await tell('count 0')
    expect([await countBy(0), await countBy(1)]).toEqual([4, 4])
  })

  it('use the last numbers of a process that hangs', async () => {
    for (const order of ['count 0', 'count 1']) await tell(order)
    expect(await countBy(1)).toBe(2)
    await tell('freeze 0')
    await tell('count 1')
    expect(await countBy(1)).toBe(3)
  })
})
