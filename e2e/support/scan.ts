import { expect, type APIRequestContext } from '@playwright/test'

/** Follows links as an email scanner does: several times, and before their reader. */
export async function scan(request: APIRequestContext, links: string[]): Promise<void> {
  for (const link of links) {
    for (const method of ['HEAD', 'GET', 'GET', 'HEAD']) {
      expect((await request.fetch(link, { method })).status(), `${method} ${link}`).toBe(200)
    }
  }
}
