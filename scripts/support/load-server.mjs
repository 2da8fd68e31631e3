import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from './root.mjs'

export const SERVER_BUNDLE = path.join(ROOT, 'lib/server/generated/server.mjs')

/**
 * The server (lib/server), as scripts/building/bundle-server.mjs has bundled it.
 * @returns {Promise<typeof import('../../lib/server/index.ts')>}
 */
export async function loadServer() {
  return import(pathToFileURL(SERVER_BUNDLE).href)
}
