import { expect, type APIRequestContext } from '@playwright/test'
import { aPortrait } from '../../lib/testing/pictures'

/** Gives whoever is logged in a picture, by the plain form. */
export async function givePicture(request: APIRequestContext): Promise<void> {
  const multipart = { avatar: { name: 'a.png', mimeType: 'image/png', buffer: await aPortrait() } }
  const headers = { Origin: String(process.env.E2E_APP_URL) }
  const response = await request.post('/profile/picture', { multipart, headers, maxRedirects: 0 })
  expect(response.headers().location).toBe('/profile/edit?notice=picture-saved')
}
