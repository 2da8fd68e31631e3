import { config } from './config'

/** An absolute link to this site. Built from APP_URL alone, so that no request can choose the host of emailed links. */
export function appLink(path: `/${string}`, parameters: Record<string, string> = {}): string {
  const url = new URL(path, config().appUrl)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
