import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../support/root.mjs'

/** What the linter must refuse, by what it says about it. */
const DIRECTIONS = 'vestibule(import-directions)'
const CYCLE = 'import(no-cycle)'
const ENVIRONMENT = 'node(no-process-env)'
const LITERAL = 'words(from-catalogue)'
const PHRASE = 'words(plain-english)'

const REFUSED: [title: string, file: string, code: string, rule: string][] = [
  ['a comment that is no plain English', 'lib/accounts/plain-a.ts', `// It begins anew.\nexport const A = 1`, PHRASE],
  [
    'a docstring that is no plain English',
    'lib/accounts/plain-b.ts',
    `/** Sends a mail. */\nexport const A = 1`,
    PHRASE,
  ],
  [
    'a test title that is no plain English',
    'lib/accounts/plain-c.test.ts',
    `import { expect, it } from 'vitest'\nit('greets whoever comes', () => expect(1).toBe(1))`,
    PHRASE,
  ],
  ['a domain that imports app', 'lib/accounts/a.ts', `import '@/app/page'`, DIRECTIONS],
  ['a domain that imports app by a relative path', 'lib/accounts/b.ts', `import '../../app/page'`, DIRECTIONS],
  ['a domain that imports a component', 'lib/accounts/c.ts', `import '@/components/ui/button'`, DIRECTIONS],
  ['a domain that imports lib/next', 'lib/accounts/d.ts', `import '@/lib/next/form-action'`, DIRECTIONS],
  [
    'a domain that imports lib/next by a relative path',
    'lib/accounts/e.ts',
    `import '../next/form-action'`,
    DIRECTIONS,
  ],
  [
    'a domain that imports next',
    'lib/accounts/f.ts',
    `import { headers } from 'next/headers'\nvoid headers`,
    DIRECTIONS,
  ],
  ['a domain that imports next-auth', 'lib/sessions/a.ts', `import 'next-auth'`, DIRECTIONS],
  ['a domain that imports React', 'lib/sessions/b.ts', `import 'react-dom/server'`, DIRECTIONS],
  [
    'a domain that imports a type of next',
    'lib/accounts/g.ts',
    `import type { NextRequest } from 'next/server'\nexport type A = NextRequest`,
    DIRECTIONS,
  ],
  [
    'a domain that imports next only when it runs',
    'lib/accounts/h.ts',
    `export const a = () => import('next/headers')`,
    DIRECTIONS,
  ],
  ['a domain that passes next on', 'lib/accounts/i.ts', `export { headers } from 'next/headers'`, DIRECTIONS],
  [
    'a domain that passes all of lib/next on',
    'lib/accounts/j.ts',
    `export * from '@/lib/next/form-action'`,
    DIRECTIONS,
  ],
  [
    'a domain that names a type of lib/next in place',
    'lib/accounts/k.ts',
    `export type A = import('@/lib/next/form-action').A`,
    DIRECTIONS,
  ],
  ['a text in a page', 'app/a.tsx', `export const A = () => <p>Welcome</p>`, LITERAL],
  ['a label in a component', 'components/ui/a.tsx', `export const A = () => <p aria-label="Welcome" />`, LITERAL],
  ['a text in a mail', 'lib/mail/templates/a.tsx', `export const A = () => <p>Welcome</p>`, LITERAL],
  ['a text in braces', 'app/b.tsx', `export const A = () => <p>{'Welcome home'}</p>`, LITERAL],
  ['a text of a template', 'app/c.tsx', 'export const A = ({ n }: { n: number }) => <p>{`${n} mails`}</p>', LITERAL],
  [
    'a text that depends',
    'app/d.tsx',
    `export const A = ({ n }: { n: number }) => <p>{n > 1 ? 'Many' : <b />}</p>`,
    LITERAL,
  ],
  ['a text in place of none', 'app/e.tsx', `export const A = ({ n }: { n?: string }) => <p>{n ?? 'None'}</p>`, LITERAL],
  [
    'a text that is put together',
    'app/f.tsx',
    `export const A = ({ n }: { n: string }) => <p>{n + ' mails'}</p>`,
    LITERAL,
  ],
  [
    'a label that depends',
    'app/g.tsx',
    `export const A = ({ n }: { n: boolean }) => <p aria-label={n ? 'Yes' : ''} />`,
    LITERAL,
  ],
  [
    'a spoken value without its language',
    'app/h.tsx',
    'export const A = ({ n }: { n: number }) => <hr aria-valuetext={`${n} %`} />',
    LITERAL,
  ],
  ['a label in passed on props', 'app/i.tsx', `export const A = () => <p {...{ 'aria-label': 'Welcome' }} />`, LITERAL],
  [
    'a label where none is given',
    'components/ui/b.tsx',
    `export const A = ({ label = 'Close' }) => <p aria-label={label} />`,
    LITERAL,
  ],
  [
    'a label of a part of a component',
    'components/ui/c.tsx',
    `export const A = () => <A.B confirmLabel="Yes" />\nA.B = (_: { confirmLabel: string }) => null`,
    LITERAL,
  ],
  ['a title of a page', 'app/login/page.tsx', `export const metadata = { title: 'Log in' }`, LITERAL],
  [
    'a description of a page',
    'app/logout/page.tsx',
    `export const generateMetadata = () => ({ description: 'Log out' })`,
    LITERAL,
  ],
  [
    'a title of many pages',
    'app/logout/layout.tsx',
    `export const metadata = { title: { default: 'Accounts' } }`,
    LITERAL,
  ],
  ['lib/next that imports app', 'lib/next/a.ts', `import '@/app/page'`, DIRECTIONS],
  ['the database layer that imports a domain', 'lib/db/a.ts', `import '@/lib/registration/register'`, DIRECTIONS],
  ['mail that imports a domain', 'lib/mail/a.ts', `import '@/lib/registration/register'`, DIRECTIONS],
  ['mail that imports next', 'lib/mail/b.ts', `import 'next/headers'`, DIRECTIONS],
  ['audit that imports a domain', 'lib/audit/a.ts', `import '@/lib/sessions/log-in'`, DIRECTIONS],
  ['rate limits that import a domain', 'lib/rate-limit/a.ts', `import '@/lib/sessions/log-in'`, DIRECTIONS],
  ['errors that import a domain', 'lib/errors/a.ts', `import '@/lib/sessions/log-in'`, DIRECTIONS],
  ['the configuration that imports the database', 'lib/config/a.ts', `import '@/lib/db/database'`, DIRECTIONS],
  ['a schemas.ts that imports an operation', 'lib/accounts/schemas.ts', `import './register'`, DIRECTIONS],
  [
    'a schemas.ts that imports another package than zod',
    'lib/passwords/schemas.ts',
    `import 'node:crypto'`,
    DIRECTIONS,
  ],
  [
    'a component that imports an operation',
    'components/forms/a.tsx',
    `import '@/lib/registration/register'`,
    DIRECTIONS,
  ],
  ['a component that imports lib/next', 'components/forms/b.tsx', `import '@/lib/next/form-action'`, DIRECTIONS],
  ['a component that imports a page', 'components/forms/c.tsx', `import '@/app/page'`, DIRECTIONS],
  ['a component that imports a module of Node', 'components/forms/d.tsx', `import 'node:fs'`, DIRECTIONS],
  ['a form that imports an operation', 'app/(auth)/login/form.tsx', `import '@/lib/sessions/log-in'`, DIRECTIONS],
  ['a form that imports the configuration', 'app/(auth)/register/form.tsx', `import '@/lib/config/config'`, DIRECTIONS],
  [
    'a page that imports the database client',
    'app/page.tsx',
    `import '@/prisma/generated/sqlite/client.ts'`,
    DIRECTIONS,
  ],
  ['an action that imports the database', 'app/(auth)/login/actions.ts', `import '@/lib/db/database'`, DIRECTIONS],
  ['an operation that imports what serves tests', 'lib/accounts/l.ts', `import '@/lib/testing/auc'`, DIRECTIONS],
  ['modules that import each other', 'lib/accounts/m.ts', `import { n } from './n'\nexport const m = () => n`, CYCLE],
  ['a domain that reads the environment', 'lib/accounts/o.ts', `export const a = process.env.PORT`, ENVIRONMENT],
  ['a page that reads the environment', 'app/layout.tsx', `export const a = process.env.PORT`, ENVIRONMENT],
  [
    'a domain that imports the process to read its environment',
    'lib/accounts/p.ts',
    `import { env } from 'node:process'\nvoid env`,
    'eslint(no-restricted-imports)',
  ],
]

const ALLOWED: [title: string, file: string, code: string][] = [
  [
    'an operation with what it stands on',
    'lib/accounts/good.ts',
    `import '@/lib/db/transaction'\nimport '@/lib/mail/enqueue-mail'\nimport '@/lib/audit/record'\nimport '@/lib/passwords/hash-password'\nimport 'node:crypto'`,
  ],
  [
    'lib/next with Next and operations',
    'lib/next/good.ts',
    `import 'next/headers'\nimport 'next-auth'\nimport '@/lib/sessions/log-in'`,
  ],
  ['a schemas.ts with zod and other schemas', 'lib/sessions/schemas.ts', `import 'zod'\nimport '@/lib/fields/schemas'`],
  ['a mail template with React', 'lib/mail/templates/good.tsx', `import 'react'\nimport '@react-email/components'`],
  [
    'the database layer with its client',
    'lib/db/good.ts',
    `import '@/prisma/generated/sqlite/client.ts'\nimport '@/lib/config/config'`,
  ],
  [
    'a component with schemas and Next',
    'components/forms/good.tsx',
    `import 'react-hook-form'\nimport 'next/link'\nimport '@/lib/accounts/schemas'\nimport '../ui/button'`,
  ],
  [
    'a form with its action and schema',
    'app/(auth)/good/form.tsx',
    `import './actions'\nimport '@/lib/accounts/schemas'\nimport '@/components/ui/button'`,
  ],
  [
    'an action with its operation',
    'app/(auth)/good/actions.ts',
    `import '@/lib/next/form-action'\nimport '@/lib/sessions/log-in'`,
  ],
  ['a page that reads', 'app/(auth)/good/page.tsx', `import '@/lib/accounts/get-profile'\nimport './form'`],
  ['the configuration that reads the environment', 'lib/config/good.ts', `export const a = process.env.PORT`],
  [
    'a component with words from the catalogue',
    'components/ui/good.tsx',
    'export const A = ({ t, name }: { t: (key: string) => string; name: string }) => (\n  <p className={name ? `card ${name}` : "card"} id="card" aria-label={t("name")} title={`${name} / ${name}`}>\n    {t("text")}, {name === "none" ? t("none") : name} @\n  </p>\n)',
  ],
  [
    'a title of a page from the catalogue',
    'app/good/page.tsx',
    'export const generateMetadata = (t: (key: string) => string) => ({ title: { default: t("title"), template: `%s · ${t("name")}` } })',
  ],
  [
    'a test with anything',
    'lib/accounts/good.test.ts',
    `import '@/lib/testing/auc'\nexport const a = process.env.PORT`,
  ],
]

const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-lint-'))
/** Per file what the linter said of it. */
const findings: Record<string, string[]> = {}

beforeAll(() => {
  for (const name of [
    '.oxlintrc.json',
    'tsconfig.json',
    'scripts/lint/import-directions.mjs',
    'scripts/lint/words.mjs',
    'scripts/lint/forbidden-phrases.mjs',
  ]) {
    cpSync(path.join(ROOT, name), path.join(folder, name))
  }
  const other = [['', 'lib/accounts/n.ts', `import { m } from './m'\nexport const n = () => m`] as const]
  for (const [, file, code] of [...REFUSED, ...ALLOWED, ...other]) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), `${code}\n`)
  }

  const oxlint = path.join(ROOT, 'node_modules/oxlint/bin/oxlint')
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: folder, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] }
  for (const { filename, code } of diagnostics) (findings[filename] ??= []).push(code)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the linter', () => {
  it.each(REFUSED)('refuses %s', (_, file, _code, rule) => {
    expect(findings[file]).toEqual([rule])
  })

  it.each(ALLOWED)('allows %s', (_, file) => {
    expect(findings[file]).toBeUndefined()
  })
})
