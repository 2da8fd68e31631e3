import { z } from 'zod'
import { isDecodable } from './is-decodable'

const DATABASE_URL_FORMS =
  'must be file:./path.db, postgresql://user:password@host:5432/database or mysql://user:password@host:3306/database'

/** MySQL's driver would take no notice of any other word for encryption, and send the password in the clear. */
const MYSQL_TLS = /ssl|tls/i

/** Where the data is: a SQLite file, or a database on a PostgreSQL, MySQL or MariaDB server. */
export const databaseUrl = z.string().transform((text, context) => {
  const problem = text.startsWith('file:') ? problemOfFileUrl(text) : problemOfServerUrl(text)
  if (problem === null) return text
  context.addIssue(problem)
  return z.NEVER
})

function problemOfFileUrl(text: string): string | null {
  // Behind two slashes there would be another machine's name.
  if (!/^file:(?!\/\/(?!\/|localhost\/))[^\0]+$/.test(text)) return DATABASE_URL_FORMS
  const isPlain = !/[?#]|%(?![\da-f]{2})/i.test(text)
  return isPlain
    ? null
    : 'must be file: and a path, with no options behind it; write ? # and % in a name as %3F %23 and %25'
}

/** What is wrong with the URL of a database server, without a word of what stands in it: the password does. */
function problemOfServerUrl(text: string): string | null {
  const scheme = /^(postgres(?:ql)?|mysql|mariadb):\/\//.exec(text)?.[1]
  if (!scheme) return DATABASE_URL_FORMS
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) return `${DATABASE_URL_FORMS}; write special characters of the password as %40 and the like`
  if (!/^\/[^/]+$/.test(url.pathname)) return `${DATABASE_URL_FORMS}: the name of the database is missing`
  if (!isDecodable(url)) return 'must have % in the user name or the password written as %25'
  if (scheme.startsWith('postgres')) return null
  if (!url.hostname) return `${DATABASE_URL_FORMS}: the host is missing`
  const isKnown = (name: string, value: string) => name === 'ssl' && /^(true|false)$/.test(value)
  return [...url.searchParams].every(([name, value]) => !MYSQL_TLS.test(name) || isKnown(name, value))
    ? null
    : 'must say ?ssl=true for an encrypted connection to MySQL or MariaDB; it knows no other option of TLS'
}
