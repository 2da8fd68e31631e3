import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { IS_LONG } from '../../lib/testing/is-long'
import { drawn } from './drawn'
import { removeGradient } from './remove-gradient'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const COLOURS = 'color-contrast'

type Judged = {
  /** In which of them colours are measured: those of a page are the same in every language. */
  schemes?: readonly ('light' | 'dark')[]
  /** What lies behind a dialog is nothing for the moment. */
  isDialogOpen?: boolean
  /** Rules that are not ours to keep on this page. */
  except?: string[]
  /** The parts that are judged, where the others are their like. */
  within?: string[]
}

/**
 * Fails where axe finds a barrier in what a page shows. Its motion must be reduced: colours would be measured half way.
 */
export async function findNoBarrier(
  page: Page,
  { schemes = ['light', 'dark'], isDialogOpen = false, except = [], within = [] }: Judged = {},
): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(isDialogOpen ? 0 : 1)
  await expect(page).toHaveTitle(/Vestibule/)
  const parts = (axe: AxeBuilder) => within.reduce((builder, part) => builder.include(part), axe)
  const [first, ...others] = schemes
  if (first === undefined)
    return judge(page, (axe) =>
      parts(axe)
        .withTags(TAGS)
        .disableRules([COLOURS, ...except]),
    )
  await removeGradient(page)
  await show(page, first)
  await judge(page, (axe) => parts(axe).withTags(TAGS).disableRules(except), first)
  for (const colorScheme of others) {
    await show(page, colorScheme)
    await judge(page, (axe) => parts(axe).withRules([COLOURS]), colorScheme)
  }
}

/**
 * The same for one of the many states of a page, without its colours, which are those of the states that findNoBarrier
 * judges. `npm run test:all` measures them here too, and then looks once more after the page was turned round: by its
 * own choice of language, which leaves its state.
 */
export async function findNoBarrierEitherWay(page: Page): Promise<void> {
  if (!IS_LONG) return findNoBarrier(page, { schemes: [] })
  await findNoBarrier(page)
  const wasArabic = (await page.locator('html').getAttribute('lang')) === 'ar'
  const description = page.locator('meta[name=description]')
  const before = String(await description.getAttribute('content'))
  await page.locator(`footer button[value=${wasArabic ? 'en' : 'ar'}]`).click()
  await expect(page.locator('html')).toHaveAttribute('dir', wasArabic ? 'ltr' : 'rtl')
  // The title comes last, with this, and for a moment there is none.
  await expect(description).not.toHaveAttribute('content', before)
  await findNoBarrier(page, { schemes: [] })
}

async function show(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme })
  await drawn(page)
  // However short they are made, a busy machine may still be in the middle of one.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  )
}

async function judge(page: Page, choose: (axe: AxeBuilder) => AxeBuilder, where = '') {
  // Without a page of axe's own for each look, nor a new axe where the page has one: that costs seconds.
  const isThere = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'true' }) }).setLegacyMode()
  const { violations } = await choose(axe.options({ resultTypes: ['violations'] })).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`)
  expect(found, `${page.url()} ${where}`).toEqual([])
}
