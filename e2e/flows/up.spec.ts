import { appendFileSync, existsSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { freePort, requireFreePort } from '../../scripts/support/ports.mjs'
import { copyProduct } from '../support/copy-product'
import { runScript } from '../support/run-script'
import { expect, test } from '../support/test'

/* `npm run up` in a folder that nobody has configured yet; that its build is there keeps it to seconds. */

// Half a dozen starts, of a development server too, beside whatever else runs on the machine.
test.describe.configure({ timeout: 240_000 })

test('npm run up serves by .env and the environment, does nothing twice and says what stops it; so does npm run dev', async ({
  page,
}, testInfo) => {
  const folder = testInfo.outputPath('a product')
  const remove = copyProduct(folder)
  const up = (settings: Record<string, string>) => runScript(folder, 'scripts/up.mjs', settings)
  const port = await freePort()
  try {
    await test.step('bad settings: a sentence for each, and the .env that was missing is there', async () => {
      const { code, output } = await up({ PORT: 'three', PASSWORD_MIN_LENGTH: '2' }).ended
      expect(code).toBe(1)
      expect(output).toContain('Wrote .env with fresh secrets.')
      expect(output).toMatch(/- PORT must be .*\n- PASSWORD_MIN_LENGTH must be .*\n.*run this again/)
      expect(output).not.toContain(' at ')
    })

    appendFileSync(
      path.join(folder, '.env'),
      // What Next itself would put other variables' values in, and look for in another file too.
      [
        `PORT=${port}`,
        'BRAND_NAME=of the file',
        'BRAND_SUPPORT_EMAIL=of-the-file@example.com',
        'DATABASE_URL=file:./data/da$HOME.db\n',
      ].join('\n'),
    )
    appendFileSync(path.join(folder, '.env.local'), 'BRAND_SUPPORT_EMAIL=of-another-file@example.com\n')
    const key = /^MAILBOX_KEY=(.*)$/m.exec(readFileSync(path.join(folder, '.env'), 'utf8'))?.[1]
    const url = `http://localhost:${port}`
    const server = up({ BRAND_NAME: 'of the environment' })
    try {
      await expect.poll(server.output, { timeout: 30_000 }).toContain('Ctrl-C stops it.')
      expect(server.output()).toContain(`Address  ${url}\n`)
      expect(server.output()).toContain(`stays here: ${url}/mailbox?key=${key}\n`)
      expect(server.output()).not.toMatch(/Wrote|Installing|Generating|Building/)
      expect(existsSync(path.join(folder, 'data/da$HOME.db'))).toBe(true)
      await page.goto(`${url}/login`)
      await expect(page).toHaveTitle(/of the environment/)
      await expect(page.getByRole('link', { name: 'Help' })).toHaveAttribute('href', 'mailto:of-the-file@example.com')

      const { code, output } = await up({}).ended
      expect(code).toBe(1)
      expect(output).toContain(`Port ${port} is taken, perhaps by a Vestibule that runs already.`)
    } finally {
      expect((await server.stop()).code).toBe(0)
    }

    await test.step('one process by itself: nobody else reads the development inbox either', async () => {
      const alone = runScript(folder, 'scripts/serve-process.mjs')
      const isServedAt = (host: string) =>
        fetch(`http://${host}:${port}/api/health/live`).then(
          ({ ok }) => ok,
          () => false,
        )
      try {
        await expect.poll(() => isServedAt('127.0.0.1'), { timeout: 30_000, intervals: [50] }).toBe(true)
        expect(await isServedAt('127.0.0.2')).toBe(false)
      } finally {
        expect((await alone.stop()).code).toBe(0)
      }
    })

    await test.step('the development server: its address, and where mail is', async () => {
      const development = runScript(folder, 'scripts/dev.mjs')
      try {
        await expect
          .poll(development.output, { timeout: 30_000 })
          .toContain(`Vestibule is ready for changes at ${url}\n`)
        await expect.poll(development.output).toContain(`Mail stays here: ${url}/mailbox?key=${key}\n`)
      } finally {
        expect((await development.stop()).code).toBe(0)
      }
      await requireFreePort({ host: '127.0.0.1', port })
    })

    await test.step('a build that does not work: what to do', async () => {
      renameSync(path.join(folder, '.next/node_modules'), path.join(folder, '.next/elsewhere'))
      const { code, output } = await up({}).ended
      expect(code).toBe(1)
      expect(output).toMatch(/The build is damaged: remove the folder \.next.*Cannot find module/)
    })
  } finally {
    remove()
  }
})
