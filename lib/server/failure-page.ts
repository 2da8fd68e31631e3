import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { IncomingHttpHeaders } from 'node:http'
import { brandFacts } from '@/lib/brand/brand-facts'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { mailtoUrl } from '@/lib/http/mailto-url'
import { negotiateLocale } from '@/lib/i18n/negotiate-locale'
import type { Messages } from '@/lib/i18n/load-messages'

/** The doorway of the site's own pages (app/tokens.css), with nothing to load but the logo. */
const STYLE =
  ':root{color-scheme:light dark;--ground:light-dark(#f5f3ef,#121110);--surface:light-dark(#fffefc,#1a1917);' +
  '--line:light-dark(#e2ded6,#302d2a);--ink:light-dark(#1d1b18,#f2efea);--muted:light-dark(#5e5850,#aca59b);' +
  '--primary:light-dark(var(--brand-light-primary,#0f5b63),var(--brand-dark-primary,#1f7680));' +
  '--on-primary:light-dark(var(--brand-light-on-primary,#fff),var(--brand-dark-on-primary,#fff));' +
  '--accent:light-dark(var(--brand-light-accent,#0f5b63),var(--brand-dark-accent,#6cc6cd))}' +
  ':root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}' +
  '*{box-sizing:border-box}body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;' +
  'font:1rem/1.5 system-ui,sans-serif;background:var(--surface);color:var(--ink)}' +
  'main{flex:1;width:100%;max-width:30rem;padding:4rem 2rem;text-align:center;text-wrap:balance}' +
  '@media (width>=40rem){body{background:var(--ground);padding-top:2rem}main{background:var(--surface);' +
  'border:1px solid var(--line);border-bottom:0;border-radius:15rem 15rem 0 0;padding:5rem 3.75rem}}' +
  'img{width:2.5rem;height:2.5rem;object-fit:contain}' +
  'div{font-size:.875rem;font-weight:600;overflow-wrap:anywhere}h1{font-size:1.625rem;line-height:2rem;margin:1.5rem 0 .5rem}' +
  'p{margin:0 0 1.5rem;color:var(--muted)}main a{display:block;padding:.6rem 1rem;border:1px solid transparent;' +
  'border-radius:.625rem;background:var(--primary);color:var(--on-primary);font-weight:500;text-decoration:none}' +
  ':focus-visible{outline:2px solid var(--accent);outline-offset:2px}' +
  'nav{width:100%;padding:.75rem 1rem;border-top:1px solid var(--line);background:var(--ground);text-align:center}' +
  'nav a{display:inline-block;padding:.75rem;color:var(--muted);font-size:.875rem;text-decoration:none}'

const FOLDER = 'lib/i18n/messages'

/** What the page says, by language: all of it is in memory before anything fails. */
const CATALOGUES = readCatalogues()

/**
 * The page that replaces one that failed: in the reader's language and theme, with the team's brand, by nothing but
 * what this process has in memory.
 *
 * @param headers of the request
 * @param isUnavailable whether the database is unavailable, or something else failed
 * @returns the page and its Content-Security-Policy
 */
export function failurePage(headers: IncomingHttpHeaders, isUnavailable: boolean): { html: string; policy: string } {
  const locales = Object.keys(CATALOGUES)
  const chosen = choiceIn(headers.cookie, 'locale')
  const locale = locales.includes(chosen) ? chosen : (negotiateLocale(headers['accept-language'], locales) ?? 'en')
  const { language, errors, failure, shell } = CATALOGUES[locale] ?? CATALOGUES.en
  const [title, text] = isUnavailable ? [failure.awayTitle, errors.database_unavailable] : [failure.title, failure.text]
  const theme = choiceIn(headers.cookie, 'theme')
  const brand = brandFacts()
  const style = brand.style + STYLE
  const name = escaped(brand.name)
  const icon = brand.icon && escaped(brand.icon.url)
  const links = [
    [brand.termsUrl, shell.terms],
    [brand.privacyUrl, shell.privacy],
    [brand.supportEmail && mailtoUrl(brand.supportEmail), shell.help],
  ].flatMap(([href, label = '']) => (href ? `<a href="${escaped(href)}">${label}</a>` : []))

  const html = `<!doctype html><html lang="${locale}" dir="${language.direction}" data-theme="${['light', 'dark'].includes(theme) ? theme : 'system'}">
<head><meta charset="utf-8"><title>${title} · ${name}</title><meta name="viewport" content="width=device-width, initial-scale=1">
${icon ? `<link rel="icon" href="${icon}">` : ''}<style>${style}</style></head>
<body><main>${icon ? `<img src="${icon}" alt="">` : ''}<div>${name}</div><h1>${title}</h1><p>${text}</p><a href="">${failure.tryAgain}</a></main>
${links.length > 0 ? `<nav aria-label="${escaped(shell.aboutSite)}">${links.join('')}</nav>` : ''}</body></html>
`
  const policy =
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src 'self'; ` +
    `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  return { html, policy }
}

/** What a person has chosen in this browser (lib/next/locale-cookie.ts, theme-cookie.ts); empty where nothing. */
function choiceIn(cookies: string | undefined, name: 'locale' | 'theme'): string {
  const choice = readCookie(cookies, cookieName(name)) ?? ''
  return /^[\w-]+$/.test(choice) ? choice : ''
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function readCatalogues(): Record<string, Messages> & { en: Messages } {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'))
  const read = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Messages
  return Object.fromEntries(files.map((file) => [path.parse(file).name, read(file)])) as ReturnType<
    typeof readCatalogues
  >
}
