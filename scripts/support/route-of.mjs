import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './root.mjs'

/** @typedef {{ pattern: string, regex: RegExp }} Route */

/** What a path is called that leads to no page, endpoint or file of ours. */
const UNMATCHED = 'unmatched'

/** @type {{ files: Set<string>, routes: Route[] } | null} */
let known = null

/**
 * The pattern of the page or endpoint that a path leads to: `/mailbox/{id}/html`. There are as many as the build has,
 * so that a client can neither write into a log through its path nor fill the memory with names of metrics. In
 * development, where there is no build, it is the path itself.
 *
 * @param {string} pathname
 * @returns {string}
 */
export function routeOf(pathname) {
  const { files, routes } = (known ??= readBuild())
  if (files.has(pathname)) return pathname
  const route = routes.find(({ regex }) => regex.test(pathname))?.pattern
  return route ?? (process.env.NODE_ENV === 'development' ? pathname : UNMATCHED)
}

/** Next's own list of what it has built, and the files of public/. The development server writes one without routes. */
function readBuild() {
  try {
    const manifest = JSON.parse(readFileSync(path.join(ROOT, '.next/routes-manifest.json'), 'utf8'))
    const all = [...manifest.staticRoutes, ...manifest.dynamicRoutes]
    const routes = all.map(({ page, regex }) => ({ pattern: inBraces(page), regex: new RegExp(regex) }))
    return { files: new Set(readdirSync(path.join(ROOT, 'public')).map((name) => `/${name}`)), routes }
  } catch {
    return { files: new Set(), routes: [] }
  }
}

/**
 * As the API's documentation writes parameters.
 * @param {string} page `/api/v1/users/[id]`, `/api/auth/[...nextauth]`, `/api/[[...path]]`
 */
function inBraces(page) {
  return page.replace(/\[\[?(?:\.\.\.)?(\w+)\]\]?/g, '{$1}')
}
