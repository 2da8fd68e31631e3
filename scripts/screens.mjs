// npm run screens: pictures of every page in every state, at two widths, in light and dark, on one contact sheet.
// Further arguments are Playwright's. With --docs the pictures of the README and of docs/ are written as well.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { runCli } from './support/cli-error.mjs'
import { buildApp } from './building/build-app.mjs'
import { generateSources } from './building/generate-sources.mjs'
import { installBrowser } from './install/install-browser.mjs'
import { installDependencies } from './install/install-dependencies.mjs'
import { withPreparationLock } from './building/preparation-lock.mjs'
import { run } from './support/run.mjs'

const DOCS = '--docs'
const playwrightArguments = process.argv.slice(2).filter((argument) => argument !== DOCS)

await runCli(async () => {
  await withPreparationLock(async () => {
    await installDependencies()
    await generateSources()
    await buildApp()
  })
  const env = {
    CHROME_PATH: await installBrowser(),
    // What is taken in part shows no more than a part of the pages.
    E2E_SCREENS_PART: playwrightArguments.join(' '),
    E2E_SCREENS: process.argv.includes(DOCS) ? 'with docs' : 'alone',
  }
  const { isOk } = await run(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', ...playwrightArguments],
    {
      isShown: true,
      env,
    },
  )
  if (!isOk) process.exitCode = 1
})
