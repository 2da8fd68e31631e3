import { config } from './config'

/** An absolute link into this site. Built on APP_URL alone: no request can choose where an emailed link leads. */
export function appLink(path: `/${string}`, parameters: Record<string, string> = {}): string {
  const url = new URL(path, config().appUrl)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
