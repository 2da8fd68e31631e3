import type { Page } from '@playwright/test'

/** Of the entries that browsers keep of it, which TypeScript does not know. */
type LayoutShift = PerformanceEntry & { value: number; sources: { node: Node | null }[] }

/**
 * What has moved by itself since the page began: nothing, or by how much and what. Source: https://web.dev/articles/cls
 */
export function layoutShifts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const shifts: string[] = []
        const tell = ({ node }: LayoutShift['sources'][number]) =>
          node instanceof Element ? node.outerHTML.slice(0, 200) : node?.textContent
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries() as LayoutShift[])
            shifts.push(`${value}: ${sources.map(tell).join(', ')}`)
        }).observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(shifts)))
      }),
  )
}
