/** A part of a picture, in its own pixels. */
export type PictureArea = { x: number; y: number; width: number; height: number }

/** Twice what is served at most: the server makes it smaller, and better than a browser does. */
const MAX_SIDE = 1024
const QUALITY = 0.92

/**
 * A part of a picture as a new one, at most 1024 pixels wide: WebP, or PNG where a browser cannot write that. What the
 * file knew of place and camera stays where it is.
 *
 * @param url of a picture that the browser has open
 */
export async function cropAvatar({ url, area }: { url: string; area: PictureArea }): Promise<Blob> {
  const image = new Image()
  image.src = url
  await image.decode()
  const side = Math.max(1, Math.min(MAX_SIDE, Math.round(area.width)))
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The browser has no canvas to draw on.')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, area.x, area.y, area.width, area.height, 0, 0, side, side)
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('The picture could not be written.')))
    canvas.toBlob(take, 'image/webp', QUALITY)
  })
}
