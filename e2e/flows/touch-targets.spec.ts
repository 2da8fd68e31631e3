import type { Page } from '@playwright/test'
import { LOCALES } from '@/lib/i18n/locales'
import { awake } from '../support/awake'
import { tokenLinkIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { pagesOf } from '../support/pages-of'
import { aMember, aPerson } from '../support/person'
import { aUniquePicture } from '../../lib/testing/pictures'
import { sendForm } from '../support/plain-form'
import { register } from '../support/register'
import { sendByName } from '../support/send-by-name'
import { STRANGERS_PAGES } from '../support/strangers-pages'
import { expect, test } from '../support/test'
import { tooSmall } from '../support/too-small'

const KEY = String(process.env.E2E_MAILBOX_KEY)
const FOR_MEMBERS = [
  '/profile',
  '/profile/edit',
  '/change-password',
  '/sessions',
  '/activity',
  '/account',
  '/logout',
  '/other-account',
]

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

/** Its words are the longest. */
const LONGEST = 'es'

for (const locale of LOCALES) {
  test.describe(locale, { tag: locale === LONGEST ? [] : ['@long'] }, () => {
    test.use({ locale })

    test('a finger hits whatever can be pressed on a stranger’s pages, and nothing reaches beyond the screen', async ({
      page,
    }) => {
      for (const path of STRANGERS_PAGES) await expectToFit(page, path)
      await expect(page.locator('html')).toHaveAttribute('lang', locale)
    })

    test('a finger hits whatever can be pressed on the pages of an account, and nothing reaches beyond the screen', async ({
      page,
      request,
    }) => {
      const member = await aMember({
        locale,
        website: 'https://e.co',
        name: 'Ada Augusta King-Noel, Countess of Lovelace',
      })
      await logIn(request, member)
      await logIn(page.request, member)
      for (const path of FOR_MEMBERS) await expectToFit(page, path)
      await expect(page.locator('html')).toHaveAttribute('lang', locale)
      await expectPresentInSight(page)
    })
  })
}

test('no page is left out here', () => {
  expect([...STRANGERS_PAGES, ...FOR_MEMBERS].map((page) => page.split('?')[0])).toEqual(
    expect.arrayContaining(pagesOf('app')),
  )
})

test.describe('on the way', () => {
  test.use({ locale: LONGEST })

  test('a finger hits whatever can be pressed on what emails lead to, and in the inbox', async ({
    page,
    request,
    newVisitor,
    inbox,
  }) => {
    const [person, member, { email: newAddress }] = [aPerson(), await aMember(), aPerson()]
    await register(request, person)
    await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
    await logIn(request, member)
    const change = { new_email: newAddress, password: member.password }
    await sendForm(request, '/account', { button: 'Change email', fields: change })
    await expectToFit(page, tokenLinkIn(await inbox.mailLinkingTo('/verify-email', person.email)))
    await sendByName(page, { password: 'not-the-right-one-83' })
    await expect(page.locator('[name=password]')).toHaveAttribute('aria-invalid', 'true')
    expect(await tooSmall(page), 'a wrong password').toEqual([])
    await expectToFit(page, tokenLinkIn(await inbox.mailLinkingTo('/reset-password', member.email)))
    const confirmation = tokenLinkIn(await inbox.mailLinkingTo('/confirm-email-change', newAddress))
    await expectToFit(page, confirmation)
    await sendByName(page, { password: member.password })
    await expect(page).toHaveURL(/notice=done/)
    await expectToFit(page, tokenLinkIn(await inbox.mailLinkingTo('/undo-email-change', member.email)))

    const registering = await newVisitor({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'es' })
    await registering.goto('/register')
    await sendByName(registering, { username: 'a b', email: 'nobody', password: 'password1' })
    await expect(registering.getByRole('meter')).toBeVisible()
    expect(await tooSmall(registering), 'a registration with errors').toEqual([])
    const { username, email, password } = aPerson()
    await sendByName(registering, { username, email, password })
    await expect(registering).toHaveURL('/verify-email')
    expect(await tooSmall(registering), 'the code').toEqual([])

    const { id } = await inbox.mailLinkingTo('/verify-email', person.email)
    await page.goto(`/mailbox?key=${KEY}`)
    for (const path of ['/mailbox', `/mailbox?id=${id}`, `/mailbox?id=${id}&view=text`]) await expectToFit(page, path)
  })

  test('a finger hits whatever can be pressed in the dialogs, and while a picture is cut out', async ({ page }) => {
    const member = await aMember({ locale: 'es' })
    await page.request.post('/api/v1/token', { data: { username: member.username, password: member.password } })
    await logIn(page.request, member)
    await page.goto('/sessions')
    const row = page.locator('main li', { has: page.locator('form') })
    const breadth = await row.locator('> :first-child').evaluate((text: HTMLElement) => text.offsetWidth)
    expect(breadth, 'a device beside or above a long button').toBeGreaterThanOrEqual(192)
    await awake(page)
    await page.locator('main form').last().locator('button').click()
    expect(await tooSmall(page.getByRole('alertdialog')), 'log out elsewhere?').toEqual([])
    await page.goto('/account')
    await awake(page)
    await page.locator('main [name=password]').last().fill(member.password)
    await page.locator('main form').last().locator('button[type=submit]').click()
    expect(await tooSmall(page.getByRole('alertdialog')), 'delete?').toEqual([])
    await page.goto('/profile/edit')
    await awake(page)
    const picture = { name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() }
    await page.locator('[name=avatar]').setInputFiles(picture)
    await expect(page.getByRole('slider')).toBeVisible()
    expect(await tooSmall(page), 'the cropper').toEqual([])
    expect(await overflow(page), 'the cropper').toBe(0)
    const site = page.getByRole('banner').getByRole('link', { name: 'Vestibule' })
    await site
      .locator('span')
      .first()
      .evaluate((name) => (name.textContent = 'Donaudampfschifffahrtsgesellschaft & O’Brien'))
    expect(await overflow(page), 'a brand of a long name').toBe(0)
  })
})

/**
 * Which page of the account this is can be seen among the others: come to by a link or at once, and when the phone is
 * turned.
 */
async function expectPresentInSight(page: Page) {
  const account = page.getByRole('navigation').locator('a[href="/account"]')
  const expectIt = () => expect(account.and(page.locator('[aria-current=page]'))).toBeInViewport({ ratio: 1 })
  await page.goto('/profile')
  await account.click()
  await expectIt()
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/account')
    await expectIt()
    await page.setViewportSize({ width: 844, height: width })
    await expectIt()
    await page.setViewportSize({ width, height: 844 })
    await expectIt()
  }
}

/** A page at an address can be pressed by a finger, and need not be moved sideways. */
async function expectToFit(page: Page, address: string) {
  await page.goto(address)
  const { pathname } = new URL(address, page.url())
  expect(new URL(page.url()).pathname).toBe(pathname)
  expect(await tooSmall(page), address).toEqual([])
  expect(await overflow(page), address).toBe(0)
  // Nor with letters twice as large.
  const setLetters = (size: string) =>
    page.evaluate((fontSize) => Object.assign(document.documentElement.style, { fontSize }), size)
  await setLetters('200%')
  expect(await overflow(page), `${address}, in large letters`).toBe(0)
  await setLetters('')
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
