import type { Page } from '@playwright/test'
import { awake } from './awake'

/** Fills a form in by the names of its fields and presses its button, whatever language the page speaks. */
export async function sendByName(page: Page, fields: Record<string, string> = {}): Promise<void> {
  await awake(page)
  const [first] = Object.keys(fields)
  const form = page.locator(first ? `main form:has([name=${first}])` : 'main form').first()
  for (const [name, text] of Object.entries(fields)) await form.locator(`[name=${name}]`).fill(text)
  await form.locator('button[type=submit]').first().click()
}
