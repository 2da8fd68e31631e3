// npm run dev: Next's development server, prepared as for `npm run up` but without a build.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { orAdvise } from './support/advice.mjs'
import { withPreparationLock } from './support/preparation-lock.mjs'
import { prepare } from './support/prepare.mjs'
import { ROOT } from './support/root.mjs'
import { say } from './support/say.mjs'

await orAdvise(async () => {
  const { host, port, appUrl, mail } = await withPreparationLock(prepare)
  if (mail.kind === 'mailbox') say(`Mail stays here: ${appUrl}/mailbox?key=${encodeURIComponent(mail.key)}`)

  // Next answers requests in a process that it forks, which only NODE_OPTIONS reaches. A URL has no spaces to quote.
  const stamp = pathToFileURL(path.join(ROOT, 'scripts/stamp-client-address.mjs')).href
  const next = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'dev', ROOT, '--hostname', host, '--port', String(port)],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: {
        ...process.env,
        NODE_ENV: 'development',
        NEXT_TELEMETRY_DISABLED: '1',
        // As in support/serve-next.mjs: settings are read once, by us.
        __NEXT_PROCESSED_ENV: 'true',
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${stamp}`.trim(),
      },
    },
  )
  process.on('SIGINT', () => next.kill('SIGINT'))
  process.on('SIGTERM', () => next.kill('SIGTERM'))
  next.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
})
