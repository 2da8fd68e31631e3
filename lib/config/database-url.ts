import { z } from 'zod'
import { isDecodable } from './is-decodable'

const DATABASE_URL_FORMS =
  'must be file:./path.db, postgresql://user:password@host:5432/database or mysql://user:password@host:3306/database'

/** MySQL's driver ignores any other option for encryption, and would send the password unencrypted. */
const MYSQL_TLS = /ssl|tls/i

/** The URL of a SQLite file, or of a database on a PostgreSQL, MySQL or MariaDB server. */
export const databaseUrl = z.string().transform((text, context) => {
  const problem = text.startsWith('file:') ? problemOfFileUrl(text) : problemOfServerUrl(text)
  if (problem === null) return text
  context.addIssue(problem)
  return z.NEVER
})

function problemOfFileUrl(text: string): string | null {
  // After two slashes comes a host name.
  if (!/^file:(?!\/\/(?!\/|localhost\/))[^\0]+$/.test(text)) return DATABASE_URL_FORMS
  const isPlain = !/[?#]|%(?![\da-f]{2})/i.test(text)
  return isPlain ? null : 'must be file: and a path, without options; write ? # and % in a name as %3F %23 and %25'
}

/** What is wrong with the URL of a database server. Never quotes the URL, which contains the password. */
function problemOfServerUrl(text: string): string | null {
  const scheme = /^(postgres(?:ql)?|mysql|mariadb):\/\//.exec(text)?.[1]
  if (!scheme) return DATABASE_URL_FORMS
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) return `${DATABASE_URL_FORMS}; write special characters in the password as %40 and the like`
  if (!/^\/[^/]+$/.test(url.pathname)) return `${DATABASE_URL_FORMS}: the name of the database is missing`
  if (!isDecodable(url)) return 'must have % in the user name or the password written as %25'
  if (scheme.startsWith('postgres')) return null
  if (!url.hostname) return `${DATABASE_URL_FORMS}: the host is missing`
  const isKnown = (name: string, value: string) => name === 'ssl' && /^(true|false)$/.test(value)
  return [...url.searchParams].every(([name, value]) => !MYSQL_TLS.test(name) || isKnown(name, value))
    ? null
    : 'must say ?ssl=true for an encrypted connection to MySQL or MariaDB; no other TLS option is supported'
}
