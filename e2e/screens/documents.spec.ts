import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { DAY } from '@/lib/config/durations'
import { transaction } from '@/lib/db/transaction'
import type { Locale } from '@/lib/i18n/locales'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import type { MailMessage } from '@/lib/mail/mail-message'
import { caughtMail } from '../support/api-mails'
import { awake } from '../support/awake'
import { castOf } from '../support/cast'
import { exampleMails } from '../../lib/testing/example-mails'
import { givePicture } from '../support/give-picture'
import { asHexagon } from '../support/hexagon'
import { logIn } from '../support/log-in'
import { aContext, GOOD_PASSWORD } from '../../lib/testing/operation-fixtures'
import { aMember } from '../support/person'
import { SCREENS_FOLDER } from '../support/screens-folder'
import { expect, test } from '../support/screens-test'
import { showPlainText } from '../support/show-plain-text'
import { startServer } from '../support/start-server'

/** The documents' own where they are asked for, else beside the other pictures: they are made each time. */
const IMAGES =
  process.env.E2E_SCREENS === 'with docs' ? path.resolve('docs/images') : path.join(SCREENS_FOLDER, 'documents')

test('the picture of the README shows the login, a registration and a profile', async ({ page, newVisitor }) => {
  const [{ bio, location, name }] = castOf('en')
  const ada = { username: 'ada', usernameKey: 'ada', email: 'ada@example.com', name, bio, location }
  const createdAt = new Date(Date.now() - 400 * DAY)
  await page.setViewportSize({ width: 1280, height: 880 })
  await logIn(page.request, await aMember({ ...ada, createdAt, website: 'https://example.org/engine' }))
  await givePicture(page.request)
  await page.goto('/profile')
  const profile = await page.screenshot()

  const phone = await newVisitor({
    viewport: { width: 390, height: 780 },
    reducedMotion: 'reduce',
    colorScheme: 'dark',
  })
  await phone.goto('/register')
  await awake(phone)
  const fields = { Username: 'grace', 'Email address': 'grace@example.com', Password: GOOD_PASSWORD }
  for (const [label, text] of Object.entries(fields)) await phone.getByLabel(label, { exact: true }).fill(text)
  await expect(phone.getByRole('meter')).toBeVisible()
  const registration = await phone.screenshot()
  await phone.emulateMedia({ colorScheme: 'light' })
  await phone.goto('/login')
  const login = await phone.screenshot()

  await page.setViewportSize({ width: 1600, height: 900 })
  await page.goto('about:blank')
  await page.setContent(collage({ profile, registration, login }))
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
  await save(page, 'vestibule.webp')
})

test('the documents show a brand', async ({ page }) => {
  await asHexagon(async (settings) => {
    const server = await startServer(settings)
    await page.setViewportSize({ width: 1120, height: 720 })
    await page.goto(`${server.url}/login`)
    await awake(page)
    await page.evaluate(() => document.fonts.ready)
    await save(page, 'branding.webp')
    await server.stop()
  })
})

test('the documents show each email, one of them in the dark, from right to left and as plain text', async ({
  page,
}) => {
  await page.setViewportSize({ width: 600, height: 600 })
  const mailed = async (message: MailMessage, locale: Locale) => {
    const to = `${message.kind}-${locale}@example.com`
    await transaction((tx) => enqueueMail(tx, { to, message }, { ...aContext(), locale }))
    return caughtMail(to, /./)
  }
  for (const message of exampleMails('ada')) {
    const { html, text } = await mailed(message, 'en')
    await page.setContent(html)
    await save(page, `mails/${message.kind}.webp`)
    if (message.kind !== 'verification') continue
    await page.emulateMedia({ colorScheme: 'dark' })
    await save(page, 'mails/dark.webp')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setContent((await mailed(message, 'ar')).html)
    await save(page, 'mails/right-to-left.webp')
    await showPlainText(page, text)
    await save(page, 'mails/plain-text.webp')
  }
})

async function save(page: Page, name: string) {
  const file = path.join(IMAGES, name)
  mkdirSync(path.dirname(file), { recursive: true })
  await sharp(await page.screenshot({ fullPage: true }))
    .webp({ quality: 85, effort: 6 })
    .toFile(file)
}

function collage(pictures: Record<'profile' | 'registration' | 'login', Buffer>): string {
  const figures = Object.entries(pictures).map(
    ([name, picture]) => `<img class="${name}" src="data:image/png;base64,${picture.toString('base64')}">`,
  )
  return `<!doctype html><style>body{margin:0;height:900px;position:relative;overflow:hidden;
    background:linear-gradient(135deg,#e6ded0,#cfdedd)}img{position:absolute;box-shadow:0 2px 6px #0002,0 30px 60px -20px #0006}
    .profile{left:56px;top:64px;width:1040px;border-radius:14px}.registration{right:48px;top:118px;width:340px;border-radius:28px}
    .login{right:422px;top:240px;width:310px;border-radius:26px}</style>${figures.join('')}`
}
