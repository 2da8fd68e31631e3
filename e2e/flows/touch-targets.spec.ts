import type { Locator, Page } from '@playwright/test'
import { tokenLinkIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { register } from '../support/register'
import { sendForm } from '../support/plain-form'
import { expect, test } from '../support/test'

/** In CSS pixels. Source: WCAG 2.5.5. */
const TARGET = 44

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

test('a finger hits whatever can be pressed on a stranger’s pages: 44 pixels', async ({ page, request, inbox }) => {
  const [person, member] = [aPerson(), await aMember()]
  await register(request, person)
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  const verifyLink = tokenLinkIn(await inbox.mailTo(person.email, 'Verify your e-mail address'))
  const resetLink = tokenLinkIn(await inbox.mailTo(member.email, 'Reset your password'))
  const paths = ['/', '/login', '/register', '/forgot-password', '/verify-email', '/reset-password', '/no/such/page']
  for (const path of [...paths, '/mailbox', verifyLink, resetLink]) {
    await page.goto(path)
    expect(await tooSmall(page), path).toEqual([])
  }
  await register(page.request, aPerson())
  await page.goto('/verify-email')
  expect(await tooSmall(page), 'the code').toEqual([])
})

test('a finger hits whatever can be pressed on the pages of an account: 44 pixels', async ({ page, request }) => {
  const member = await aMember({ website: 'https://e.co' })
  await logIn(request, member)
  await logIn(page.request, member)
  for (const path of ['/profile', '/profile/edit', '/change-password', '/sessions', '/activity', '/account', '/logout']) {
    await page.goto(path)
    await expect(page).toHaveURL(path)
    expect(await tooSmall(page), path).toEqual([])
  }
  await page.goto('/sessions')
  await page.getByRole('button', { name: 'Log out everywhere else' }).click()
  expect(await tooSmall(page.getByRole('alertdialog')), 'the dialog').toEqual([])
})

/** What can be pressed on a page, and answers to less than a finger's breadth around its middle. */
async function tooSmall(page: Page | Locator): Promise<string[]> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  return page.locator('a, button, input:not([type=hidden]), textarea, summary').evaluateAll((all, target) => {
    const isHit = (element: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y)
      return hit !== null && element.contains(hit)
    }
    return all.flatMap((element) => {
      // What is there for screen readers and the keyboard only is no target for a finger.
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches('[href="#content"], .sr-only')) return []
      element.scrollIntoView({ block: 'center', inline: 'center' })
      // A link that is broken into two lines has two boxes: the first is aimed at.
      const box = element.getClientRects()[0]
      if (!box) return []
      const [x, y, reach] = [box.left + box.width / 2, box.top + box.height / 2, target / 2 - 1]
      const points = [[x - reach, y], [x + reach, y], [x, y - reach], [x, y + reach]] as const
      const isReached = points.every(([left, top]) => isHit(element, left, top))
      return isReached ? [] : [`${element.textContent} ${element.id} ${box.width}×${box.height}`]
    })
  }, TARGET)
}
