import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { FIXED_HEADERS } from '@/lib/http/fixed-headers'
import type { Handler } from './exchange'

const FOLDER = '.next/static'
const TYPES = { js: 'application/javascript; charset=UTF-8', css: 'text/css; charset=UTF-8' }

/**
 * Answers for scripts and styles with what was compressed while building, where the browser takes it. They are held in
 * memory, a few hundred kilobytes, so that no request names a file of the disk.
 */
export function staticFiles(folder = FOLDER): Handler {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const files = new Map(
    names
      .filter((name) => name.endsWith('.br'))
      .map((name) => [
        `/_next/static/${name.slice(0, -'.br'.length).split(path.sep).join('/')}`,
        { body: readFileSync(path.join(folder, name)), type: name.endsWith('.css.br') ? TYPES.css : TYPES.js },
      ]),
  )
  return ({ request, response, pathname }, next) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const file = isRead ? files.get(pathname) : undefined
    if (!file || !takesBrotli(request.headers['accept-encoding'])) return next()
    response.writeHead(200, {
      ...FIXED_HEADERS,
      'Content-Type': file.type,
      'Content-Encoding': 'br',
      'Content-Length': file.body.length,
      Vary: 'Accept-Encoding',
      // Its name changes with its content.
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
    response.end(file.body)
  }
}

/** One with a weight (`br;q=0` refuses it) is left to Next. */
function takesBrotli(accepted: string | string[] = ''): boolean {
  return String(accepted)
    .split(',')
    .some((coding) => coding.trim().toLowerCase() === 'br')
}
