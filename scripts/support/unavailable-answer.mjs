import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { negotiateLocale } from '../../lib/i18n/negotiate-locale.mjs'

/** Headers that belong to the body which they came with. */
const OF_THE_BODY = /^(content-|transfer-|etag$|link$|set-cookie$)/
/** Seconds after which another try makes sense. */
const RETRY_AFTER = '5'
/** The doorway of the site's own pages (app/tokens.css), with nothing to load. */
const STYLE =
  ':root{color-scheme:light dark;--ground:#f5f3ef;--surface:#fffefc;--line:#e2ded6;--ink:#1d1b18;--muted:#5e5850}' +
  '@media (prefers-color-scheme:dark){:root{--ground:#121110;--surface:#1a1917;--line:#302d2a;--ink:#f2efea;--muted:#aca59b}}' +
  '*{box-sizing:border-box}body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;' +
  'font:1rem/1.5 system-ui,sans-serif;background:var(--surface);color:var(--ink)}' +
  'main{flex:1;width:100%;max-width:30rem;padding:4rem 2rem;text-align:center;text-wrap:balance}' +
  '@media (width>=40rem){body{background:var(--ground);padding-top:2rem}main{background:var(--surface);' +
  'border:1px solid var(--line);border-bottom:0;border-radius:15rem 15rem 0 0;padding:5rem 3.75rem}}' +
  'div{font-size:.875rem;font-weight:600;overflow-wrap:anywhere}h1{font-size:1.625rem;line-height:2rem;margin:1.5rem 0 .5rem}' +
  'p{margin:0 0 1.5rem;color:var(--muted)}a{color:inherit;display:block;padding:.6rem 1rem;border:1px solid;' +
  'border-color:color-mix(in srgb,currentColor 35%,transparent);border-radius:.625rem;font-weight:500;text-decoration:none}'
/** What is said, by language: all of it is at hand before anything is away. */
const CATALOGUES = readCatalogues()
const SENTENCE = CATALOGUES.en.errors.database_unavailable
/** The language that a person has chosen (lib/next/locale-cookie.ts). */
const CHOSEN_LOCALE = /(?:^|;\s*)(?:__Host-)?vestibule\.locale=([\w-]+)/
const API_POLICY = `default-src 'none'; frame-ancestors 'none'`
const PAGE_POLICY =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; ` +
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
const PROBLEM = JSON.stringify({
  type: 'about:blank',
  title: 'Service Unavailable',
  status: 503,
  detail: SENTENCE,
  code: 'database_unavailable',
  error: SENTENCE,
})

/** @typedef {(...values: any[]) => any} Method */

const shared = /** @type {Record<symbol, Set<string> | undefined>} */ (globalThis)
/** Ids of the requests that failed since the database is away (lib/next/answer-unavailable.ts). */
const unavailableRequests = (shared[Symbol.for('vestibule.unavailable-requests')] ??= new Set())

/**
 * Puts a page that says so in the place of one that failed: Next's own is empty until its script has run, which without
 * JavaScript is for good. The answer to a request whose database is away becomes a 503 with it; of a form that was sent
 * then, which says so itself, only the status.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} requestId
 */
export function watchForUnavailable(request, response, requestId) {
  const isApi = request.url?.startsWith('/api/') ?? false
  const original = {
    writeHead: /** @type {Method} */ (response.writeHead.bind(response)),
    flushHeaders: /** @type {Method} */ (response.flushHeaders.bind(response)),
    write: /** @type {Method} */ (response.write.bind(response)),
    end: /** @type {Method} */ (response.end.bind(response)),
  }
  let isReplaced = false
  response.once('close', () => unavailableRequests.delete(requestId))

  /**
   * Before anything is sent. What Next still has to say to a request that is answered here is dropped.
   * @param {number} status that Next wants
   */
  function begin(status) {
    if (isReplaced || response.headersSent) return
    const isUnavailable = unavailableRequests.delete(requestId)
    const isFailedPage = status === 500 && String(response.getHeader('content-type')).startsWith('text/html')
    if (!isUnavailable && !isFailedPage) return
    response.statusCode = isUnavailable ? 503 : status
    if (isUnavailable) {
      response.statusMessage = 'Service Unavailable'
      response.setHeader('Retry-After', RETRY_AFTER)
    }
    // What compresses between here and Next would take the length of its own body.
    response.setHeader('Cache-Control', 'no-store, no-transform')
    if (status !== 500) return

    for (const name of response.getHeaderNames()) if (OF_THE_BODY.test(name)) response.removeHeader(name)
    const body = isApi ? PROBLEM : failurePage(request, isUnavailable)
    response.setHeader('Content-Type', isApi ? 'application/problem+json' : 'text/html; charset=utf-8')
    response.setHeader('Content-Length', Buffer.byteLength(body))
    response.setHeader('Content-Security-Policy', isApi ? API_POLICY : PAGE_POLICY)
    isReplaced = true
    original.end(body)
  }

  response.writeHead = /** @type {Method} */ (
    (status, ...values) => {
      begin(status)
      if (!response.headersSent)
        original.writeHead(response.statusCode === 503 ? 503 : status, ...(isReplaced ? [] : values))
      return response
    }
  )
  for (const method of /** @type {const} */ (['flushHeaders', 'write', 'end'])) {
    response[method] = (/** @type {unknown[]} */ ...values) => {
      begin(response.statusCode)
      return isReplaced ? method === 'write' : original[method](...values)
    }
  }
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {boolean} isUnavailable
 */
function failurePage({ headers }, isUnavailable) {
  const locales = Object.keys(CATALOGUES)
  const [, chosen = ''] = CHOSEN_LOCALE.exec(headers.cookie ?? '') ?? []
  const locale = locales.includes(chosen) ? chosen : (negotiateLocale(headers['accept-language'], locales) ?? 'en')
  const { language, errors, failure } = CATALOGUES[locale] ?? CATALOGUES.en
  const [title, text] = isUnavailable ? [failure.awayTitle, errors.database_unavailable] : [failure.title, failure.text]
  const name = (process.env.BRAND_NAME?.trim() || 'Vestibule').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!doctype html><html lang="${locale}" dir="${language.direction}"><head><meta charset="utf-8"><title>${title} · ${name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>
<body><main><div>${name}</div><h1>${title}</h1><p>${text}</p><a href="">${failure.tryAgain}</a></main></body></html>
`
}

/**
 * @typedef {typeof import('../../lib/i18n/messages/en.json')} Catalogue
 * @returns {Record<string, Catalogue> & { en: Catalogue }}
 */
function readCatalogues() {
  const folder = new URL('../../lib/i18n/messages/', import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  return /** @type {any} */ (Object.fromEntries(files.map((file) => [path.parse(file).name, read(file)])))
}
