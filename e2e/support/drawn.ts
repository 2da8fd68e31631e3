import type { Page } from '@playwright/test'

/**
 * Makes the browser draw the whole page again: elements that only inherit their colour may otherwise stay as they were.
 */
export function drawn(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (const opacity of ['0.99', '']) {
      document.documentElement.style.opacity = opacity
      await frame()
      await frame()
    }
  })
}
