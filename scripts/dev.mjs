// npm run dev: the same server around Next's development server, prepared as for `npm run up` but without a build.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { orAdvise } from './support/advice.mjs'
import { loadServer } from './support/load-server.mjs'
import { withPreparationLock } from './building/preparation-lock.mjs'
import { prepare } from './building/prepare.mjs'
import { ROOT } from './support/root.mjs'
import { say } from './support/say.mjs'

await orAdvise(async () => {
  Object.assign(process.env, { NODE_ENV: 'development' })
  const { appUrl, mail } = await withPreparationLock(prepare)
  const { serveProcess } = await loadServer()
  await serveProcess({ root: ROOT })
  say(`Vestibule is ready for changes at ${appUrl}`)
  if (mail.kind === 'mailbox') say(`Mail stays here: ${appUrl}/mailbox?key=${encodeURIComponent(mail.key)}`)
})
