// A cluster as share-metrics.test.ts wants it: the primary process passes each line of its input on to a process, or
// does it to that process, and says the answer on its output.
import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { answerPrimaryProcess, collectMetrics, observeRequest } from './process-metrics'
import { shareMetrics } from './share-metrics'

async function runPrimary() {
  shareMetrics()
  const workers = await Promise.all([startWorker(), startWorker()])
  say(null)
  for await (const line of createInterface({ input: process.stdin })) {
    const [order, number] = line.split(' ')
    const index = Number(number)
    const worker = workers[index]
    if (!worker) throw new Error(`There is no process ${number}.`)
    if (order === 'freeze') say(worker.process.kill('SIGSTOP'))
    else if (order === 'kill') {
      const exit = once(cluster, 'exit')
      worker.process.kill('SIGKILL')
      await exit
      workers[index] = await startWorker()
      say(null)
    } else {
      const answer = nextAnswer(worker)
      worker.send({ order })
      say(await answer)
    }
  }
  for (const worker of workers) worker.process.kill('SIGKILL')
  process.exit()
}

async function startWorker() {
  const worker = cluster.fork()
  await nextAnswer(worker)
  return worker
}

async function nextAnswer(worker: Worker): Promise<unknown> {
  for (;;) {
    const [message] = (await once(worker, 'message')) as [{ answer?: unknown } | null]
    if (message && 'answer' in message) return message.answer
  }
}

function say(answer: unknown) {
  console.log(JSON.stringify({ answer }))
}

function runWorker() {
  answerPrimaryProcess()
  process.on('message', async ({ order }: { order?: string }) => {
    if (order === 'count') observeRequest({ method: 'GET', route: '/profile', status: 200, seconds: 0.02 })
    if (order !== undefined) process.send?.({ answer: order === 'scrape' ? await collectMetrics() : null })
  })
  process.send?.({ answer: 'ready' })
}

if (cluster.isPrimary) await runPrimary()
else runWorker()
