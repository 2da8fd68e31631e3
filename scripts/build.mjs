// npm run build: the database clients and the production build, each only when stale.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { orAdvise } from './support/advice.mjs'
import { bundleServer } from './building/bundle-server.mjs'
import { buildApp } from './building/build-app.mjs'
import { generateSources } from './building/generate-sources.mjs'
import { withPreparationLock } from './building/preparation-lock.mjs'

await orAdvise(() =>
  withPreparationLock(async () => {
    await generateSources()
    await bundleServer()
    await buildApp()
  }),
)
