import type { Page } from '@playwright/test'

/** Has requests to a path wait; they fail, as when a line breaks, once the returned function is called. */
export async function holdLine(page: Page, path: string): Promise<() => void> {
  let breakLine = () => {}
  const broken = new Promise<void>((resolve) => (breakLine = resolve))
  await page.route(path, async (route) => {
    await broken
    await route.abort()
  })
  return breakLine
}
