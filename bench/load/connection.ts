import http from 'node:http'
import type { PlannedRequest } from './plan'

export type Response = { status: number; body: string }

/** One keep-alive connection. A server that closes it after each response gets a new one for each request. */
export class Connection {
  readonly #url: URL
  readonly #agent: http.Agent

  constructor(url: string, maxSockets = 1) {
    this.#url = new URL(url)
    this.#agent = new http.Agent({ keepAlive: true, maxSockets })
  }

  send({ method, path, headers, body }: PlannedRequest): Promise<Response> {
    const text = body && JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          agent: this.#agent,
          host: this.#url.hostname,
          port: this.#url.port,
          method,
          path,
          headers: text
            ? { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
            : headers,
        },
        (response) => {
          let answer = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => (answer += chunk))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }))
          response.on('error', reject)
        },
      )
      request.on('error', reject)
      request.end(text)
    })
  }

  close() {
    this.#agent.destroy()
  }
}
