import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** Read at build time: a finished build needs no node_modules for it. */
export const dynamic = 'force-static'

/** Its address carries the version, so it may be kept for ever. */
export async function GET() {
  const script = await readFile(path.join(process.cwd(), 'node_modules/swagger-ui-dist/swagger-ui-bundle.js'))
  return new Response(script, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    },
  })
}
