import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PageResponse } from '@/lib/server/page-response'
import { processBridge } from '@/lib/process-bridge'

/** A server each of whose pages fails, as the product answers then. */
export async function startFailingServer({ isUnavailable }: { isUnavailable: boolean }) {
  const server = createServer({ ServerResponse: PageResponse as unknown as typeof ServerResponse }, (_request, response) => {
    if (response instanceof PageResponse) response.isPage = true
    response.setHeader('X-Request-Id', 'failing')
    if (isUnavailable) processBridge.unavailableRequests.add('failing')
    response.setHeader('Content-Type', 'text/html')
    response.writeHead(500).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}
