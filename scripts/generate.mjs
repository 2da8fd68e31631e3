// Makes the database clients from the one schema: a client for each provider, so that DATABASE_URL alone chooses the
// database of a finished build. And the font that every page loads, from a larger one; and the list of languages.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { listLocales } from './building/list-locales.mjs'
import { makeFont } from './building/make-font.mjs'
import { schemaFor } from './building/schema-for.mjs'

const PROVIDERS = ['sqlite', 'postgresql', 'mysql']
const root = path.resolve(import.meta.dirname, '..')
const prismaCli = createRequire(import.meta.url).resolve('prisma/build/index.js')

/** @param {string} provider */
function generate(provider) {
  const file = path.join(root, 'prisma/.schemas', `${provider}.prisma`)
  const schema = readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8')
  writeFileSync(file, schemaFor(schema, provider))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [prismaCli, 'generate', '--schema', file, '--no-hints'], { cwd: root })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`The ${provider} client could not be generated.\n${output}`)),
    )
  })
}

listLocales()
mkdirSync(path.join(root, 'prisma/.schemas'), { recursive: true })
await Promise.all([...PROVIDERS.map(generate), makeFont()])
