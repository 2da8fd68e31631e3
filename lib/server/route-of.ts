import { readdirSync, readFileSync } from 'node:fs'
import { config } from '@/lib/config/config'

type Route = { pattern: string; regex: RegExp }

/** The name for paths of no page, endpoint or file. */
const UNMATCHED = 'unmatched'

let known: { files: Set<string>; routes: Route[] } | null = null

/**
 * The pattern of the page or endpoint that a path leads to: `/mailbox/{id}/html`. There are as many as the build has,
 * so that a client can neither write into a log through its path nor fill the memory with names of metrics. In
 * development, where there is no build, it is the path itself.
 */
export function routeOf(pathname: string): string {
  const { files, routes } = (known ??= readBuild())
  if (files.has(pathname)) return pathname
  const route = routes.find(({ regex }) => regex.test(pathname))?.pattern
  return route ?? (config().isDevelopment ? pathname : UNMATCHED)
}

/** Next's own list of what it has built, and the files of public/. The development server writes one without routes. */
function readBuild() {
  try {
    const manifest = JSON.parse(readFileSync('.next/routes-manifest.json', 'utf8')) as Record<
      'staticRoutes' | 'dynamicRoutes',
      { page: string; regex: string }[]
    >
    const all = [...manifest.staticRoutes, ...manifest.dynamicRoutes]
    const routes = all.map(({ page, regex }) => ({ pattern: inBraces(page), regex: new RegExp(regex) }))
    return { files: new Set(readdirSync('public').map((name) => `/${name}`)), routes }
  } catch {
    return { files: new Set<string>(), routes: [] }
  }
}

/**
 * As the API's documentation writes parameters.
 * @param page `/mailbox/[id]/html`, `/api/auth/[...nextauth]`, `/api/[[...path]]`
 */
function inBraces(page: string): string {
  return page.replace(/\[\[?(?:\.\.\.)?(\w+)\]\]?/g, '{$1}')
}
