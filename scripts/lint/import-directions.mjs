// A rule of the linter: imports point one way. This table is the one place that says which; whatever it does not allow,
// fails `npm test`.
import path from 'node:path'

/**
 * @typedef {object} Kind
 * @property {string} name
 * @property {RegExp} files its files, from the project's root
 * @property {RegExp} [mayImport] the project's modules that it may import, from the root and without extension
 * @property {RegExp} [packages] the only packages that it may import
 * @property {RegExp} [notPackages] packages that it may not import
 */

const NEXT = /^(next|next-auth|@auth)(\/|$)/
const NEXT_OR_BROWSER = /^(next|next-auth|@auth|react|react-dom|react-hook-form|@hookform)(\/|$)/
const SERVER = /^(next-auth|@auth|@prisma|node:[^/]+|server-only)(\/|$)/

/**
 * The first kind that a file matches is its own.
 * @type {Kind[]}
 */
const KINDS = [
  { name: 'A test', files: /\.(test|spec)\.tsx?$/ },
  {
    // Browser form, server action, route handler and OpenAPI document share it.
    name: 'A schemas.ts',
    files: /^lib\/[^/]+\/schemas\.ts$/,
    // What is wrong with an input is a key of the catalogues, by its type; and our languages are an input too.
    mayImport: /^lib\/([^/]+\/schemas|errors\/field-problem|fields\/(email-address|normalize-password)|i18n\/locales)$/,
    packages: /^zod$/,
  },
  {
    name: 'The configuration',
    files: /^lib\/config\//,
    mayImport: /^lib\/(config\/|fields\/email-address$|process-singleton$)/,
    notPackages: NEXT_OR_BROWSER,
  },
  {
    name: 'The database layer',
    files: /^lib\/db\//,
    mayImport: /^(lib\/((config|db|errors|log)\/|process-singleton$)|prisma\/generated\/)/,
    notPackages: NEXT_OR_BROWSER,
  },
  {
    // Emails are React templates.
    name: 'The mail layer',
    files: /^lib\/mail\//,
    mayImport:
      /^lib\/((audit|config|crypto|db|errors|http|i18n|log|mail|metrics|rate-limit)\/|fields\/email-|context$|process-singleton$)/,
    notPackages: NEXT,
  },
  {
    name: 'What all domains stand on',
    files: /^lib\/((audit|crypto|errors|http|i18n|log|rate-limit)\/|metrics\/count)/,
    mayImport:
      /^lib\/((audit|config|crypto|db|errors|http|i18n|log|rate-limit)\/|metrics\/count|context$|process-singleton$)/,
    notPackages: NEXT_OR_BROWSER,
  },
  // Unit tests and browser tests stand on them; nothing of the product does.
  { name: 'A fixture', files: /^lib\/testing\// },
  { name: 'The edge to Next', files: /^lib\/next\//, mayImport: /^lib\/(?!(server|testing)\/)/ },
  // It starts Next, and knows nothing of the features: they are in Next's bundle (lib/process-bridge.ts).
  {
    name: 'The server',
    files: /^lib\/server\//,
    mayImport:
      /^lib\/((server|brand|config|errors|http|i18n|log)\/|api\/api-request$|context$|process-bridge$|process-singleton$)/,
    notPackages: /^(next-auth|@auth|react|react-dom|@prisma)(\/|$)/,
  },
  {
    name: 'The API',
    files: /^lib\/api\//,
    mayImport: /^lib\/(?!(next|server|testing)\/)/,
    notPackages: NEXT_OR_BROWSER,
  },
  { name: 'A domain', files: /^lib\//, mayImport: /^lib\/(?!(next|server|testing)\/)/, notPackages: NEXT_OR_BROWSER },
  {
    name: 'A component',
    files: /^components\//,
    // The estimate of a password's strength runs in the browser, while it is typed.
    mayImport:
      /^(components\/|lib\/([^/]+\/schemas$|errors\/|forms\/(form-state|shown-for)$|http\/|i18n\/|passwords\/estimate-strength$))/,
    notPackages: SERVER,
  },
  {
    name: 'An entry point or a page that reads',
    files: /^app\/(.*\/)?(actions|route|page|account-page|layout)\.tsx?$/,
    // Of the database, whether it answers is all that an entry point asks itself.
    mayImport: /^(app\/|components\/|lib\/(?!db\/)|lib\/db\/is-database-ready$)/,
    notPackages: /^(@auth|@prisma)\//,
  },
  {
    name: 'A form or a part of a page',
    files: /^app\//,
    mayImport:
      /^(app\/|components\/|lib\/([^/]+\/schemas$|errors\/|forms\/(form-state|shown-for)$|http\/|i18n\/|passwords\/estimate-strength$))/,
    notPackages: SERVER,
  },
]

/**
 * What is wrong with an import; null when nothing is.
 *
 * @param {string} file from the project's root, with forward slashes
 * @param {string} specifier as it stands in the import
 * @returns {string | null}
 */
export function importProblem(file, specifier) {
  const kind = KINDS.find(({ files }) => files.test(file))
  if (!kind) return null
  const { name, mayImport, packages, notPackages } = kind

  const target = targetOf(file, specifier)
  if (target === null) {
    const isAllowed = (packages?.test(specifier) ?? true) && !notPackages?.test(specifier)
    return isAllowed ? null : `${name} may not import the package ${specifier}.`
  }
  return (mayImport?.test(target) ?? true) ? null : `${name} may not import ${target}.`
}

export default {
  meta: { name: 'vestibule' },
  rules: {
    'import-directions': {
      /** @param {{ filename: string, cwd: string, report: (problem: object) => void }} context */
      create(context) {
        const file = path.relative(context.cwd, context.filename).split(path.sep).join('/')
        /** @param {{ source?: { type: string, value: unknown } | null }} node */
        const check = ({ source }) => {
          if (source?.type !== 'Literal' || typeof source.value !== 'string') return
          const problem = importProblem(file, source.value)
          if (problem)
            context.report({ node: source, message: `${problem} docs/contributing.md says which way imports point.` })
        }
        return {
          ImportDeclaration: check,
          ImportExpression: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
          TSImportType: check,
        }
      },
    },
  },
}

/**
 * The module of this project that a specifier means, from its root and without extension; null for a package.
 *
 * @param {string} file
 * @param {string} specifier
 */
function targetOf(file, specifier) {
  const target = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier)
      : null
  return target?.replace(/\.(tsx?|mjs|js)$/, '') ?? null
}
