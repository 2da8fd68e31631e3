import { version } from 'swagger-ui-dist/package.json'
import type { Theme } from '@/lib/preferences/schemas'
import { brandFacts } from '@/lib/brand/brand-facts'
import { config } from '@/lib/config/config'
import { STRICT_TRANSPORT_SECURITY } from '@/lib/http/fixed-headers'
import { methodNotAllowed } from '@/lib/next/method-not-allowed'
import { readThemeCookie } from '@/lib/next/theme-cookie'

/**
 * Nothing inline and nothing from elsewhere: not even a nonce is needed. The pictures are those in Swagger UI's
 * stylesheet.
 */
const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

/** The API's documentation, where each operation can be tried out: Swagger UI, all of it from our own files. */
export async function GET() {
  return new Response(page(await readThemeCookie()), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'private, no-cache',
      ...(config().isHttps ? { 'Strict-Transport-Security': STRICT_TRANSPORT_SECURITY } : {}),
    },
  })
}

export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
  methodNotAllowed as OPTIONS,
}

/** public/api-docs.js puts the theme on Swagger UI; until then the canvas has its colour. */
function page(theme: Theme): string {
  const { name, icon } = brandFacts()
  // A name has no angle brackets (lib/config/brand-fields.ts).
  const title = `API · ${name.replaceAll('&', '&amp;')}`
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="${theme === 'system' ? 'light dark' : theme}">
    <title>${title}</title>
    <link rel="icon" href="${icon.url}" type="${icon.type}">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css?v=${version}">
    <link rel="stylesheet" href="/api-docs.css">
  </head>
  <body>
    <noscript>This page needs JavaScript. What it shows is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</noscript>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui.js?v=${version}"></script>
    <script src="/api-docs.js"></script>
  </body>
</html>
`
}
