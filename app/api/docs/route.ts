import { version } from 'swagger-ui-dist/package.json'
import { brandFacts } from '@/lib/brand/brand-facts'
import { config } from '@/lib/config/config'
import { onlyGetResponse } from '@/lib/next/only-get-response'

/** Nothing inline and nothing from elsewhere: not even a nonce is needed. The pictures are those in Swagger UI's stylesheet. */
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
export function GET() {
  return new Response(page(), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-cache',
      ...(config().isHttps ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
    },
  })
}

export { onlyGetResponse as POST, onlyGetResponse as PUT, onlyGetResponse as PATCH, onlyGetResponse as DELETE, onlyGetResponse as OPTIONS }

function page(): string {
  const { name, icon } = brandFacts()
  // A name has no angle brackets (lib/config/brand-fields.ts).
  const title = `API · ${name.replaceAll('&', '&amp;')}`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="icon" href="${icon.url}" type="${icon.type}">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css?v=${version}">
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
