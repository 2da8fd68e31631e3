import { expect, type Locator, type Page } from '@playwright/test'

/** In CSS pixels. Source: WCAG 2.5.5. */
const TARGET = 44

/** What can be pressed on a page, and answers to less than a finger's breadth around its middle: 44 pixels. */
export async function tooSmall(page: Page | Locator): Promise<string[]> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  return page.locator('a, button, input:not([type=hidden]), textarea, summary').evaluateAll((all, target) => {
    const isHit = (element: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y)
      return hit !== null && element.contains(hit)
    }
    return all.flatMap((element) => {
      // What is there for screen readers and the keyboard only is no target for a finger.
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches('[href="#content"], .sr-only'))
        return []
      element.scrollIntoView({ block: 'center', inline: 'center' })
      // A link that is broken into two lines has two boxes: the first is aimed at.
      const box = element.getClientRects()[0]
      // What only script hides is hidden by its style until the page is awake.
      if (!box || (box.width <= 1 && box.height <= 1)) return []
      const [x, y, reach] = [box.left + box.width / 2, box.top + box.height / 2, target / 2 - 1]
      const points = [
        [x - reach, y],
        [x + reach, y],
        [x, y - reach],
        [x, y + reach],
      ] as const
      const isReached = points.every(([left, top]) => isHit(element, left, top))
      return isReached ? [] : [`${element.textContent} ${element.id} ${box.width}×${box.height}`]
    })
  }, TARGET)
}
