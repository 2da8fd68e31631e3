// npm run up: everything from a fresh clone to the running product, each step only when it is due.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { setTimeout as sleep } from 'node:timers/promises'
import { runCli } from './support/cli-error.mjs'
import { buildApp } from './building/build-app.mjs'
import { withPreparationLock } from './building/preparation-lock.mjs'
import { prepare } from './building/prepare.mjs'
import { oldNodeNotice } from './support/old-node-notice.mjs'
import { print } from './support/print.mjs'
import { startServer } from './support/start-server.mjs'

/** @typedef {import('../lib/server/index.ts').Settings} Settings */

/** How long a start may take before a line says that it has not come to an end. */
const PATIENCE_MILLISECONDS = 20_000

await runCli(() =>
  withPreparationLock(async () => {
    Object.assign(process.env, { NODE_ENV: 'production' })
    const settings = await prepare()
    await buildApp()
    const { serve } = await startServer()
    // One process, unless more are asked for: quick to start, and plenty for one machine's few people.
    await Promise.all([serve(settings.processes ?? 1), untilReady(settings)])
    greet(settings)
    const notice = oldNodeNotice()
    if (notice) print(notice)
  }),
)

/** @param {Settings} settings */
async function untilReady({ host, port }) {
  // A server on all addresses is reached at the loopback one.
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host)
  const start = performance.now()
  let isPatient = true
  for (;;) {
    const answer = await fetch(`http://${reachable}:${port}/api/health/ready`, {
      signal: AbortSignal.timeout(2000),
    }).catch(() => null)
    if (answer?.ok) return
    if (isPatient && performance.now() - start > PATIENCE_MILLISECONDS) {
      isPatient = false
      print('Not ready yet: the database does not answer, or its migration takes long. Still trying; Ctrl-C stops it.')
    }
    await sleep(100)
  }
}

/** @param {Settings} settings */
function greet({ appUrl, mail }) {
  print(`
Vestibule is ready.

  Address  ${appUrl}
  Mail     ${mail.kind === 'mailbox' ? `stays here: ${appUrl}/mailbox?key=${encodeURIComponent(mail.key)}` : `goes to ${mail.host}`}
  Admin    npm run admin:create, in another terminal

Ctrl-C stops it.`)
}
