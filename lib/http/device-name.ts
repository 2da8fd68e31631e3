import type { Messages } from '@/lib/i18n/load-messages'

/** What `useTranslations('devices')` and the like return. */
type Translator = (key: keyof Messages['devices'], values?: Record<string, string>) => string

/** The first that matches: many browsers carry the names of others, which they descend from. */
const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|Opera)\b/],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const

const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\b(?:Macintosh|Mac OS X)\b/],
  ['Linux', /\b(?:Linux|X11)\b/],
] as const

/** Programs that people start themselves, and what others are written in. */
const PROGRAMS = [
  ['curl', /^curl\//],
  ['Postman', /^PostmanRuntime\//],
  ['Insomnia', /^insomnia\//i],
  ['HTTPie', /^HTTPie\//],
  ['Python', /^(?:Python|python-|aiohttp)/],
  ['Node.js', /^(?:node|undici|axios)\b/],
  ['Java', /^(?:Java|okhttp|Apache-HttpClient)\//],
  ['Go', /^Go-http-client\//],
  ['Dart', /^Dart\//],
  ['PHP', /^(?:PHP|GuzzleHttp)\//],
  ['Ruby', /^Ruby\b/],
] as const

/**
 * "Firefox on Linux", in the reader's language: browser and system of a User-Agent header, as far as they are known, or
 * the client, "curl". Never the header's own words: a sender could put any text into our emails, a link included.
 */
export function deviceName(userAgent: string, translate: Translator): string {
  const browser = nameIn(BROWSERS, userAgent)
  const system = nameIn(SYSTEMS, userAgent)
  if (browser && system) return translate('browserOnSystem', { browser, system })
  return nameIn(PROGRAMS, userAgent) ?? browser ?? system ?? translate('unknown')
}

function nameIn(names: typeof BROWSERS | typeof SYSTEMS | typeof PROGRAMS, userAgent: string): string | undefined {
  return names.find(([, pattern]) => pattern.test(userAgent))?.[0]
}
