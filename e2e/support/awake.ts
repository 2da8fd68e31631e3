import { expect, type Page } from '@playwright/test'

/** Waits until React has taken a page's form over: what is sent from here on goes by JavaScript. */
export async function awake(page: Page): Promise<void> {
  const isTakenOver = () =>
    page
      .locator('form')
      .first()
      .evaluate((form) => Object.keys(form).some((key) => key.startsWith('__react')))
  await expect.poll(isTakenOver, { intervals: [20, 50, 100] }).toBe(true)
}
