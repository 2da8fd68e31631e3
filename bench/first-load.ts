// npx tsx bench/first-load.ts: how many bytes of script a first visit to the current build loads, gzipped, and how many of them
// are Next's own floor, which every page of every project has. --files lists the files above it.
import '../scripts/support/require-node.mjs'
import { runCli } from '../scripts/support/cli-error.mjs'
import { registerSomeone } from '../scripts/support/register-someone.mjs'
import { weighScripts } from '../scripts/building/script-weight.mjs'
import { startTemporaryServer } from '../scripts/support/temporary-server.mjs'

await runCli(async () => {
  const server = await startTemporaryServer({ settings: { EMAIL_VERIFICATION: 'optional', PASSWORD_HASH_COST: '4' } })
  try {
    const cookie = await registerSomeone(server.url)
    for (const page of ['/login', '/register', '/profile']) {
      const headers = { Accept: 'text/html', ...(page === '/profile' ? { Cookie: cookie } : {}) }
      const html = await (await fetch(`${server.url}${page}`, { headers, redirect: 'error' })).text()
      const { floor, above, files } = weighScripts(scriptsOf(html))
      console.log(`${page}: ${kB(floor + above)}, Next's own floor ${kB(floor)}, above it ${kB(above)}`)
      if (process.argv.includes('--files')) for (const { name, bytes } of files) console.log(`  ${kB(bytes)} ${name}`)
    }
  } finally {
    await server.stop()
  }
})

/** What the browser runs by itself: not what only older browsers ask for. */
function scriptsOf(html: string): string[] {
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]*"[^>]*>/g) ?? []
  const modern = tags.filter((tag) => !/nomodule/i.test(tag))
  return modern.map((tag) => String(/src="([^"]*)"/.exec(tag)?.[1]))
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
