// npm run build: the database clients and the production build, each only when stale.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { runCli } from './support/cli-error.mjs'
import { bundleServer } from './building/bundle-server.mjs'
import { buildApp } from './building/build-app.mjs'
import { generateSources } from './building/generate-sources.mjs'
import { withPreparationLock } from './building/preparation-lock.mjs'

await runCli(() =>
  withPreparationLock(async () => {
    await generateSources()
    await bundleServer()
    await buildApp()
  }),
)
