import { createHash } from 'node:crypto'
import type { Sharp, SharpOptions } from 'sharp'
import { AppError } from '@/lib/errors/app-error'
import { loadSharp } from './load-sharp'
import { imageQueue } from './image-queue'
import { requirePlainImage } from './require-plain-image'
import { AVATAR_SIZES } from './schemas'

/** What a phone's camera makes (5712 × 4284), and no more: it is what bounds the memory that a picture takes. */
const MAX_PIXELS = 25_000_000
/** No camera is as lopsided; making a square of one pixel by millions would be work without end. */
const MAX_SIDE = 20_000
const TIMEOUT_SECONDS = 20
const QUALITY = 82

/** A picture as it is stored and served: WebP files, square, without any metadata. */
export type MadeAvatar = {
  /** SHA-256 of the three files, in hex. */
  hash: string
  pixels96: Uint8Array<ArrayBuffer>
  pixels256: Uint8Array<ArrayBuffer>
  pixels512: Uint8Array<ArrayBuffer>
}

/**
 * Creates the stored avatar from an uploaded image. The format follows from the bytes; the header's pixel count is
 * checked before anything is decoded. The image is rotated by its EXIF, cropped to the middle square and reduced to the
 * first frame, and everything is encoded again: no byte, location or camera data of the upload remains (S59).
 *
 * @throws AppError `image_not_supported`, `image_broken`, `image_not_plain`, `image_too_large` (each at `avatar`),
 *   `busy`
 */
export async function makeAvatar(picture: Uint8Array): Promise<MadeAvatar> {
  const format = requirePlainImage(picture)
  return imageQueue().run(async () => {
    const sharp = await loadSharp()
    // Cut-off pictures fail, those with a flaw that every viewer overlooks do not.
    const options: SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 }
    const { width, height, ...header } = await orBroken(
      sharp(picture, { ...options, limitInputPixels: false }).metadata(),
    )
    if ((header.format === 'heif' ? 'avif' : header.format) !== format) throw AppError.atField('image_broken', 'avatar')
    if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE)
      throw AppError.atField('image_too_large', 'avatar')

    const largest = Math.max(...AVATAR_SIZES)
    const { data, info } = await orBroken(
      sharp(picture, options)
        .autoOrient()
        .resize(largest, largest, { fit: 'cover' })
        .toColourspace('srgb')
        .timeout({ seconds: TIMEOUT_SECONDS })
        .raw()
        .toBuffer({ resolveWithObject: true }),
    )
    const encode = (size: number) => encoded(sharp(data, { raw: info }).resize(size, size))
    const [pixels96, pixels256, pixels512] = [await encode(96), await encode(256), await encode(512)]
    const hash = createHash('sha256').update(pixels96).update(pixels256).update(pixels512).digest('hex')
    return { hash, pixels96, pixels256, pixels512 }
  })
}

async function encoded(square: Sharp): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await square.webp({ quality: QUALITY }).toBuffer())
}

/** Whatever the library says of a file that it cannot decode, it is the file that is at fault. */
async function orBroken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw Object.assign(AppError.atField('image_broken', 'avatar'), { cause })
  }
}
