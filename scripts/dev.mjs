// npm run dev: the same server around Next's development server, prepared as for `npm run up` but without a build.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { runCli } from './support/cli-error.mjs'
import { loadServer } from './support/load-server.mjs'
import { withPreparationLock } from './building/preparation-lock.mjs'
import { prepare } from './building/prepare.mjs'
import { ROOT } from './support/root.mjs'
import { print } from './support/print.mjs'

await runCli(async () => {
  Object.assign(process.env, { NODE_ENV: 'development' })
  const { appUrl, mail } = await withPreparationLock(prepare)
  const { serveProcess } = await loadServer()
  await serveProcess({ root: ROOT })
  print(`Vestibule is ready for changes at ${appUrl}`)
  if (mail.kind === 'mailbox') print(`Mail stays here: ${appUrl}/mailbox?key=${encodeURIComponent(mail.key)}`)
})
