import type { Locator, Page } from '@playwright/test'

/** What a page or a part of it says now. The places for it stand there while they are empty. */
export function messageIn(part: Page | Locator): Locator {
  return part.getByRole('status').filter({ hasText: /\S/ })
}
