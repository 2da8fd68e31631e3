import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { processBridge } from '@/lib/process-bridge'
import { PageResponse } from '@/lib/server/page-response'

/*
 * A server each of whose pages fails, as the product answers then; with `unavailable`, because the database is. It
 * writes its URL. A process of its own, as Playwright cannot load what it imports.
 */
const isUnavailable = process.argv.includes('unavailable')
const server = createServer(
  { ServerResponse: PageResponse as unknown as typeof ServerResponse },
  (request, response) => {
    // The page that replaces the failed one shows the brand's icon.
    if (request.url?.startsWith('/brand/')) {
      response.setHeader('Content-Type', 'image/svg+xml').end('<svg xmlns="http://www.w3.org/2000/svg"/>')
      return
    }
    if (response instanceof PageResponse) response.isPage = true
    response.setHeader('X-Request-Id', 'failing')
    if (isUnavailable) processBridge.unavailableRequests.add('failing')
    response.setHeader('Content-Type', 'text/html')
    response.writeHead(500).end()
  },
)
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`))
