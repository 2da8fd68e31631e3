// node scripts/measure-first-load.mjs: how much script a first visit loads of the build at hand, gzipped, and how much of
// it is Next's own floor, which every page of every project has; --files names the files above it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { readHiddenFields, sendPlainForm } from './support/plain-form.mjs'
import { ROOT } from './support/root.mjs'
import { startTemporaryServer } from './support/temporary-server.mjs'

const BUILD = path.join(ROOT, '.next')
/** @type {{ rootMainFiles: string[] }} */
const { rootMainFiles } = JSON.parse(readFileSync(path.join(BUILD, 'build-manifest.json'), 'utf8'))
const floor = sum(rootMainFiles)

const server = await startTemporaryServer({ settings: { EMAIL_VERIFICATION: 'optional', PASSWORD_HASH_COST: '4' } })
try {
  const cookie = await register()
  console.log(`Next's own floor: ${kB(floor)}`)
  for (const page of ['/login', '/register', '/profile']) {
    const headers = page === '/profile' ? { Cookie: cookie } : undefined
    const html = await (await fetch(`${server.url}${page}`, { headers, redirect: 'error' })).text()
    const ours = scriptsOf(html).filter((file) => !rootMainFiles.includes(file))
    console.log(`${page}: ${kB(floor + sum(ours))}, of it above the floor ${kB(sum(ours))}`)
    if (process.argv.includes('--files')) for (const file of ours) console.log(`  ${kB(gzipSize(file))} ${file}`)
  }
} finally {
  await server.stop()
}

async function register() {
  const address = `${server.url}/register`
  const fields = { username: 'someone', email: 'someone@example.com', name: '', password: 'copper-violin-82-harbour' }
  const answer = await sendPlainForm({ address, hidden: await readHiddenFields(address, 'Create account'), fields })
  return answer.headers.getSetCookie().map((header) => header.split(';')[0]).join('; ')
}

/**
 * What the browser runs by itself: not what only older browsers ask for.
 * @param {string} html
 */
function scriptsOf(html) {
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]*"[^>]*>/g) ?? []
  const modern = tags.filter((tag) => !/nomodule/i.test(tag))
  return [...new Set(modern.map((tag) => String(/src="\/_next\/([^"?]*)/.exec(tag)?.[1])))]
}

/** @param {string[]} files */
function sum(files) {
  return files.reduce((total, file) => total + gzipSize(file), 0)
}

/** @param {string} file */
function gzipSize(file) {
  return gzipSync(readFileSync(path.join(BUILD, file)), { level: 9 }).length
}

/** @param {number} bytes */
function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}
