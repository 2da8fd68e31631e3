// The process that sends requests: one of its own, so that its CPU time is not the server's. It gets a LoadTask by IPC.
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from './connection'
import { nextRequest } from './next-request'
import type { LoadReport, LoadTask, Plan, PlannedRequest } from './plan'
import { Recorder } from './recorder'

/** A failing server is not asked in a busy loop. */
const PAUSE_AFTER_FAILURE_MILLISECONDS = 50
/** How much longer a warm-up may take than it should. */
const MAX_WARM_UPS = 3
const WARM_UP_POLL_MILLISECONDS = 50
/** More connections than a paced load ever needs, unless the server stops answering. */
const PACED_CONNECTIONS = 256

process.once('message', async (task: LoadTask) => {
  const isPaced = task.plan.intervalMilliseconds !== undefined
  const recorder = new Recorder({ isPaced })
  const sending = isPaced ? sendPaced(task.plan, recorder) : sendInClosedLoops(task.plan, recorder)
  await warmUp(task, recorder)
  recorder.begin()
  report({ kind: 'begin' })
  await sleep(task.milliseconds)
  recorder.end()
  report({ kind: 'end' })
  await sending
  report({ kind: 'result', result: recorder.result() })
  process.disconnect()
})

async function warmUp({ warmUpMilliseconds, warmUpRequests = 0 }: LoadTask, recorder: Recorder) {
  const start = performance.now()
  await sleep(warmUpMilliseconds)
  while (recorder.successes < warmUpRequests && performance.now() - start < MAX_WARM_UPS * warmUpMilliseconds)
    await sleep(WARM_UP_POLL_MILLISECONDS)
}

async function sendInClosedLoops(plan: Plan, recorder: Recorder) {
  await Promise.all(plan.requests.map((request, index) => sendInClosedLoop(plan, request, index, recorder)))
}

async function sendInClosedLoop({ url, change }: Plan, first: PlannedRequest, index: number, recorder: Recorder) {
  const connection = new Connection(url)
  let request = first
  for (let nth = 1; !recorder.isOver; nth += 1) {
    const response = await sendTimed(connection, request, recorder)
    if (response) request = nextRequest(change, request, response, index, nth)
    else await sleep(PAUSE_AFTER_FAILURE_MILLISECONDS)
  }
  connection.close()
}

async function sendPaced({ url, requests, intervalMilliseconds }: Plan, recorder: Recorder) {
  const connection = new Connection(url, PACED_CONNECTIONS)
  const sent: Promise<unknown>[] = []
  const start = performance.now()
  while (!recorder.isOver) {
    const request = requests[sent.length % requests.length]
    if (request) sent.push(sendTimed(connection, request, recorder))
    await sleep(Math.max(0, start + sent.length * Number(intervalMilliseconds) - performance.now()))
  }
  await Promise.all(sent)
  connection.close()
}

/** @returns null for a failure */
async function sendTimed(connection: Connection, request: PlannedRequest, recorder: Recorder) {
  const start = performance.now()
  try {
    const response = await connection.send(request)
    const isExpected = response.status >= 200 && response.status < 300
    if (isExpected) recorder.addSuccess(start)
    else recorder.addFailure(`${response.status} ${response.body}`)
    return isExpected ? response : null
  } catch (error) {
    recorder.addFailure(String(error))
    return null
  }
}

function report(message: LoadReport) {
  process.send?.(message)
}
