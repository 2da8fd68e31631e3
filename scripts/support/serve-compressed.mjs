import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { FIXED_HEADERS } from '../../lib/http/fixed-headers.mjs'

const TYPES = { js: 'application/javascript; charset=UTF-8', css: 'text/css; charset=UTF-8' }

/** @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => unknown} Handler */

/**
 * Answers for scripts and styles with what was compressed while building, where the browser takes it, and hands on every other
 * request. They are held in memory, a few hundred kilobytes, so that no request names a file of the disk.
 *
 * @param {string} folder `.next/static`
 * @param {Handler} next
 * @returns {Handler}
 */
export function serveCompressed(folder, next) {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const files = new Map(
    names
      .filter((name) => name.endsWith('.br'))
      .map((name) => [
        `/_next/static/${name.slice(0, -'.br'.length).split(path.sep).join('/')}`,
        { body: readFileSync(path.join(folder, name)), type: name.endsWith('.css.br') ? TYPES.css : TYPES.js },
      ]),
  )
  return (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const file = isRead ? files.get((request.url ?? '').split('?')[0] ?? '') : undefined
    if (!file || !takesBrotli(request.headers['accept-encoding'])) return next(request, response)
    response.writeHead(200, {
      ...FIXED_HEADERS,
      'Content-Type': file.type,
      'Content-Encoding': 'br',
      'Content-Length': file.body.length,
      Vary: 'Accept-Encoding',
      // Its name changes with what it holds.
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
    return response.end(file.body)
  }
}

/** @param {string | string[] | undefined} accepted */
function takesBrotli(accepted = '') {
  // One with a weight (`br;q=0` refuses it) is left to Next.
  return String(accepted).split(',').some((coding) => coding.trim().toLowerCase() === 'br')
}
