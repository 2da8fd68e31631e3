import { expect, type APIRequestContext } from '@playwright/test'
import { aFace } from '../../lib/testing/pictures'

/** Gives the logged-in account a profile picture, by the plain form. */
export async function givePicture(request: APIRequestContext): Promise<void> {
  const multipart = { avatar: { name: 'a.png', mimeType: 'image/png', buffer: await aFace() } }
  const headers = { Origin: String(process.env.E2E_APP_URL) }
  const response = await request.post(await pictureFormAddress(request), { multipart, headers, maxRedirects: 0 })
  expect(response.headers().location).toBe('/profile/edit?notice=picture-saved')
}

/** Where the plain form for a picture leads, which says whom it was shown for. */
export async function pictureFormAddress(request: APIRequestContext): Promise<string> {
  const html = await (await request.get('/profile/edit')).text()
  const [, address = ''] = /<form\b[^>]* action="(\/profile\/picture[^"]*)"/.exec(html) ?? []
  return address.replaceAll('&amp;', '&')
}
