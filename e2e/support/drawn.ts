import type { Page } from '@playwright/test'

/** Has the browser draw all of the page anew: of what only inherits its colour, it may leave some as it was. */
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
