// npm start: serves the build that is there, in production mode and in the foreground, with a process for each core.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { availableParallelism } from 'node:os'
import { runCli } from './support/cli-error.mjs'
import { loadEnvironmentFile } from './support/environment-file.mjs'
import { oldNodeNotice } from './support/old-node-notice.mjs'
import { requireFreePort } from './support/ports.mjs'
import { startServer } from './support/start-server.mjs'

await runCli(async () => {
  Object.assign(process.env, { NODE_ENV: 'production' })
  loadEnvironmentFile()
  const { settings, serve, log } = await startServer()
  const notice = oldNodeNotice()
  if (notice) log({ node: process.versions.node }, notice)
  await requireFreePort(settings)
  const processes = settings.processes ?? availableParallelism()
  await serve(processes)
  // Where logs are collected, this is one of their lines.
  log({ appUrl: settings.appUrl, processes }, 'Vestibule serves')
})
