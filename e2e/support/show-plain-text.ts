import { expect, type Page } from '@playwright/test'

/** As programs for mail show plain text. */
export async function showPlainText(page: Page, text: string): Promise<void> {
  await page.setContent(PLAIN)
  await page.locator('pre').evaluate((pre, content) => (pre.textContent = content), text)
  await expect(page.locator('pre')).not.toBeEmpty()
}

const PLAIN = `<!doctype html><meta name="color-scheme" content="light dark"><pre dir="auto" style="white-space:pre-wrap;
  overflow-wrap:anywhere;max-width:80ch;margin:1rem;unicode-bidi:plaintext;font-size:14px"></pre>`
