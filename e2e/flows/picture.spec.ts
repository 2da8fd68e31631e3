import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import sharp, { type Sharp } from 'sharp'
import { database } from '@/lib/db/database'
import { awake } from '../support/awake'
import { logIn } from '../support/log-in'
import { pictureFormAddress } from '../support/give-picture'
import { aMember } from '../support/person'
import { aPicture, aUniquePicture } from '../../lib/testing/pictures'
import { expect, test } from '../support/test'

const MIB = 1024 * 1024
const DARK_ACCENT = 'rgb(108, 198, 205)'

const frame = (page: Page) => page.getByRole('banner').getByRole('link', { name: 'Your profile' })

/** The picture in the frame, as the server has it. */
async function shownPicture(page: Page) {
  const src = await frame(page).getByRole('presentation').getAttribute('src')
  const response = await page.request.get(String(src))
  expect(response.status()).toBe(200)
  return sharp(await response.body())
}

/** The share of red in it, from blue (0) to red (1). */
async function redness(picture: Sharp): Promise<number> {
  const { channels } = await picture.stats()
  const [red = 0, , blue = 0] = channels.map(({ mean }) => mean)
  return red / (red + blue)
}

async function openEditor(page: Page, member?: Awaited<ReturnType<typeof aMember>>) {
  await logIn(page.request, member ?? (await aMember()))
  await page.goto('/profile/edit')
  await awake(page)
}

const choose = (page: Page, picture: { name: string; mimeType: string; buffer: Buffer }) =>
  page.getByLabel('Image file').setInputFiles(picture)

/** Drops or pastes a file, as a person would onto the page. */
async function offer(page: Page, kind: 'drop' | 'paste', file: { bytes: number[]; mimeType: string; text?: string }) {
  await page.evaluate(
    ({ kind: type, file: { bytes, mimeType, text } }) => {
      const data = new DataTransfer()
      if (text) data.setData('text/plain', text)
      data.items.add(new File([new Uint8Array(bytes)], 'a.file', { type: mimeType }))
      const options = { bubbles: true, cancelable: true }
      const event =
        type === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data })
      ;(document.activeElement ?? document.body).dispatchEvent(event)
    },
    { kind, file },
  )
}

test('a picture is chosen, cut out by keyboard, uploaded, shown everywhere, and removed', async ({ page }) => {
  const member = await aMember({ name: 'Ada Lovelace' })
  await openEditor(page, member)
  await expect(frame(page)).toHaveText('AL')
  const picture = {
    name: 'wide.png',
    mimeType: 'image/png',
    buffer: await aPicture({ width: 1200, height: 400 }).png().toBuffer(),
  }
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose an image' }).focus()
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(picture)

  const part = page.getByRole('application', { name: 'Crop area' })
  await expect(part).toBeFocused()
  await expect(part).toHaveAccessibleDescription('Drag the image, or move it with the arrow keys.')
  // To its left end, which is red.
  for (let step = 0; step < 60; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  const zoom = page.getByRole('slider', { name: 'Zoom' })
  await expect(zoom).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(zoom).toHaveAttribute('aria-valuetext', '105%')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Use this image' })).toBeFocused()
  await page.keyboard.press('Enter')

  const saved = page.getByText('Your new profile picture is saved.')
  await expect(saved).toBeVisible()
  await expect(page.getByRole('status').filter({ has: saved })).toBeFocused()
  expect(await redness(await shownPicture(page))).toBeGreaterThan(0.8)
  await page.goto('/profile')
  await expect(page.getByRole('main').getByRole('presentation').first()).toHaveAttribute(
    'src',
    /^\/avatars\/[\da-f]{64}-256\.webp$/,
  )

  await page.goto('/profile/edit')
  await awake(page)
  const remove = page.getByRole('button', { name: 'Remove profile picture' })
  const removed = page.getByRole('status').filter({ hasText: 'Your profile picture has been removed.' })
  await remove.click()
  await expect(removed).toBeVisible()
  await expect(frame(page)).toHaveText('AL')
  await expect(remove).toHaveCount(0)

  // Once more on the same page: each word on the last picture goes with the next.
  await choose(page, picture)
  await page.getByRole('button', { name: 'Use this image' }).click()
  await expect(saved).toBeVisible()
  await expect(removed).toHaveCount(0)
  await remove.click()
  await expect(removed).toBeFocused()
  await expect(saved).toHaveCount(0)
})

test('a picture is dropped, or pasted', async ({ page }) => {
  await openEditor(page)
  const bytes = [...(await aUniquePicture())]
  for (const type of ['drop', 'paste'] as const) {
    await offer(page, type, { bytes, mimeType: 'image/png' })
    await expect(page.getByRole('application', { name: 'Crop area' })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).first().click()
    await expect(page.getByRole('button', { name: 'Choose an image' })).toBeFocused()
  }
})

test('of what is pasted a text goes to its field, and of two pictures the later is taken', async ({ page }) => {
  await openEditor(page)
  // The first picture is read when the test says so.
  await page.evaluate(() => {
    const read = createImageBitmap
    const reads: Promise<ImageBitmap>[] = []
    const isTime = new Promise((resolve) => addEventListener('read-first', resolve))
    const late = async (file: Blob) => (await isTime, read(file))
    const readInTurn = (file: Blob) => reads[reads.push(reads.length === 0 ? late(file) : read(file)) - 1]
    Object.assign(globalThis, { createImageBitmap: readInTurn, reads })
  })
  const [bytes, mimeType] = [[...(await aUniquePicture())], 'image/png']
  await page.getByLabel('Bio').focus()
  await offer(page, 'paste', { bytes, mimeType, text: 'Out of a spreadsheet.' })
  expect(await page.evaluate('reads.length')).toBe(0)
  await page.getByRole('button', { name: 'Choose an image' }).focus()
  await offer(page, 'paste', { bytes, mimeType })
  await offer(page, 'paste', { bytes, mimeType, text: 'picture.png' })
  await expect(page.getByRole('application', { name: 'Crop area' })).toBeFocused()
  const shown = page.getByTestId('container').getByRole('presentation')
  const address = String(await shown.getAttribute('src'))
  await page.evaluate(`(async () => {
    dispatchEvent(new Event('read-first'))
    await reads[0]
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  })()`)
  await expect(shown).toHaveAttribute('src', address)
})

test('what is no picture, or broken, is refused with a sentence before anything is sent', async ({ page }) => {
  await openEditor(page)
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()))
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
  await choose(page, { name: 'a.svg', mimeType: 'image/svg+xml', buffer: svg })
  await expect(page.getByRole('status').filter({ hasText: 'Choose a JPEG' })).toBeFocused()
  await choose(page, { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await expect(page.getByRole('status').filter({ hasText: `couldn't read this image` })).toBeFocused()

  // One that is being cut out in the meantime stays.
  await choose(page, { name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() })
  const part = page.getByRole('application', { name: 'Crop area' })
  await expect(part).toBeFocused()
  for (const [mimeType, text] of [
    ['text/plain', 'Choose a JPEG'],
    ['image/png', `couldn't read this image`],
    ['image/heic', 'Choose a JPEG'],
  ] as const) {
    await offer(page, 'drop', { bytes: [1, 2, 3], mimeType })
    await expect(page.getByRole('status').filter({ hasText: text })).toBeFocused()
    await expect(part).toBeVisible()
  }
  expect(sent).toEqual([])
  await page.getByRole('button', { name: 'Use this image' }).click()
  await expect(page.getByText('Your new profile picture is saved.')).toBeVisible()
})

test('a logged-out person goes to the login, and the chosen image stays where it is', async ({ page }) => {
  const member = await aMember()
  await openEditor(page, member)
  await choose(page, { name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() })
  await (await database()).session.deleteMany({ where: { userId: member.id } })
  const use = page.getByRole('button', { name: 'Use this image' })
  await use.click()
  const message = page.getByRole('status').filter({ hasText: `You're no longer logged in.` })
  await expect(message.getByRole('link')).toHaveAttribute('href', '/login?callbackUrl=%2Fprofile%2Fedit')
  await logIn(page.request, member)
  await use.click()
  await expect(page.getByText('Your new profile picture is saved.')).toBeVisible()
})

test('a line that breaks leaves everything where it is, to try again', async ({ page }) => {
  await openEditor(page)
  const picture = { name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() }
  // What it would be cut out by is not there.
  await page.getByLabel('Bio').fill('Long in the making.')
  await page.route('**/_next/static/**', (route) => route.abort())
  await choose(page, picture)
  await expect(page.getByRole('status').filter({ hasText: `couldn't reach the server` })).toBeFocused()
  await expect(page.getByLabel('Bio')).toHaveValue('Long in the making.')
  await page.unroute('**/_next/static/**')
  await choose(page, picture)
  await page.route('**/api/v1/profile/avatar', (route) => route.abort())
  const use = page.getByRole('button', { name: 'Use this image' })
  await use.click()
  await expect(page.getByRole('status').filter({ hasText: `couldn't reach the server` })).toBeVisible()
  await page.unroute('**/api/v1/profile/avatar')
  await use.click()
  await expect(page.getByText('Your new profile picture is saved.')).toBeVisible()

  await page.route('**/profile/edit*', (route) => route.abort())
  await page.getByRole('button', { name: 'Remove profile picture' }).click()
  const failure = page.getByRole('status').filter({ hasText: `couldn't reach the server` })
  await expect(failure).toBeFocused()
  // In a row of its own, not squeezed in beside the buttons.
  expect((await failure.boundingBox())?.width).toBeGreaterThan(500)
})

test('an upload says how far it is', async ({ page }) => {
  await openEditor(page)
  const create = {
    width: 640,
    height: 640,
    channels: 3,
    background: 'red',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  } as const
  await choose(page, { name: 'a.png', mimeType: 'image/png', buffer: await sharp({ create }).png().toBuffer() })
  const use = page.getByRole('button', { name: 'Use this image' })
  await expect(use).not.toHaveAttribute('aria-disabled')
  // A line that takes a second or so.
  const line = await page.context().newCDPSession(page)
  const uploadThroughput = 200 * 1024
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  })
  const values = shownProgress(page)
  await use.click()
  await expect(page.getByText('Your new profile picture is saved.')).toBeVisible()
  const shown = await values
  expect(shown).toEqual(shown.toSorted((one, other) => one - other))
  const between = shown.filter((value) => value > 0 && value < 1)
  expect(between.length, JSON.stringify(shown)).toBeGreaterThan(1)
})

/** Each value that a bar shows, until it is gone. */
function shownProgress(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const values: number[] = []
        const look = () => {
          const bar = document.querySelector('progress')
          if (!bar && values.length > 0) return resolve(values)
          if (bar && bar.value !== values.at(-1)) values.push(bar.value)
          requestAnimationFrame(look)
        }
        look()
      }),
  )
}

test('an upload that is cancelled changes nothing', async ({ page }) => {
  await openEditor(page)
  await choose(page, { name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() })
  // Never answered: the person has enough of waiting.
  await page.route('**/api/v1/profile/avatar', () => {})
  const use = page.getByRole('button', { name: 'Use this image' })
  await use.click()
  const bar = page.getByRole('progressbar', { name: 'Uploading the image' })
  await expect(bar).toBeVisible()
  // What turns in the meantime lies on no words; the button is still called what it was.
  await expect(use.locator('span').first()).toHaveCSS('opacity', '0')
  // In sight in the dark, and where the system forces its colours.
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(bar).toHaveCSS('color', DARK_ACCENT)
  await expect(page.getByRole('slider')).toHaveCSS('accent-color', DARK_ACCENT)
  await page.emulateMedia({ forcedColors: 'active' })
  await expect(page.locator('.animate-spin')).toHaveCSS('border-top-color', 'rgba(0, 0, 0, 0)')
  await expect(bar).toHaveCSS('color', DARK_ACCENT)
  await page.getByRole('button', { name: 'Cancel' }).first().click()
  await expect(page.getByRole('button', { name: 'Choose an image' })).toBeFocused()
})

test('where the script never comes, a picture is chosen and sent by the plain form', async ({ page }) => {
  await logIn(page.request, await aMember())
  await page.route('**/_next/static/**/*.js', (route) => route.abort())
  await page.goto('/profile/edit')
  const upload = page.getByRole('button', { name: 'Upload' })
  await expect(upload).toBeHidden()
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('Choose an image').click()
  await (await chooser).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() })
  await upload.click()
  await expect(page.getByText('Your new profile picture is saved.')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a plain form uploads a picture, the middle of it, keeps it when another is too large, and removes it (S59)', async ({
    page,
  }) => {
    await logIn(page.request, await aMember({ name: 'Ada Lovelace' }))
    await page.goto('/profile/edit')
    await expect(page.getByText('at most 5 MB')).toBeVisible()
    const buffer = await sharp({
      create: {
        width: 900,
        height: 900,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png({ compressionLevel: 0 })
      .toBuffer()
    // More than forms of pages may have.
    expect(buffer.length).toBeGreaterThan(MIB)
    await choose(page, { name: 'a.png', mimeType: 'image/png', buffer })
    await page.getByRole('button', { name: 'Upload' }).click()
    await expect(page).toHaveURL('/profile/edit?notice=picture-saved')
    await expect(page.getByText('Your new profile picture is saved.')).toBeVisible()
    expect((await (await shownPicture(page)).metadata()).format).toBe('webp')

    const src = await frame(page).getByRole('presentation').getAttribute('src')
    await choose(page, { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(8 * MIB) })
    await page.getByRole('button', { name: 'Upload' }).click()
    await expect(page.getByRole('alert')).toHaveText('This image is larger than 5 MB. Choose a smaller one.')
    await expect(page).toHaveURL('/profile/edit?problem=body_too_large')
    await expect(frame(page).getByRole('presentation')).toHaveAttribute('src', String(src))

    await page.getByRole('button', { name: 'Remove profile picture' }).click()
    await expect(page.getByText('Your profile picture has been removed.')).toBeVisible()
    await expect(frame(page)).toHaveText('AL')
  })

  test('a plain form says why a picture is refused', async ({ page }) => {
    await logIn(page.request, await aMember())
    for (const [buffer, text] of [
      [Buffer.from('<svg/>'), 'Choose a JPEG, PNG'],
      [Buffer.concat([await aPicture().jpeg().toBuffer(), Buffer.from('<html>')]), 'contains more than an image'],
      [Buffer.alloc(5 * MIB + 1), 'larger than 5 MB'],
    ] as const) {
      await page.goto('/profile/edit')
      await choose(page, { name: 'a.png', mimeType: 'image/png', buffer })
      await page.getByRole('button', { name: 'Upload' }).click()
      await expect(page.getByRole('alert')).toContainText(text)
    }
    await page.goto('/profile/edit?problem=<b>own words</b>')
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})

test('the plain form takes nothing from elsewhere, and sends a stranger to log in (S13)', async ({ request }) => {
  const multipart = { avatar: { name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() } }
  const origin = String(process.env.E2E_APP_URL)
  let address = '/profile/picture'
  const post = async (from?: string) => {
    const headers: Record<string, string> = from ? { Origin: from } : {}
    const response = await request.post(address, { multipart, headers, maxRedirects: 0 })
    return [response.status(), response.headers().location]
  }
  expect(await post(origin)).toEqual([303, '/login?callbackUrl=%2Fprofile%2Fedit'])
  await logIn(request, await aMember())
  address = await pictureFormAddress(request)
  for (const from of [undefined, 'null', 'https://evil.example', `${origin}.evil.example`]) {
    expect([from, ...(await post(from))]).toEqual([from, 303, '/profile/edit?problem=forbidden'])
  }
  const profile = await request.get('/api/v1/profile')
  expect(((await profile.json()) as { avatar_url: unknown }).avatar_url).toBeNull()
  expect(await post(origin)).toEqual([303, '/profile/edit?notice=picture-saved'])
})
