import { createHash } from 'node:crypto'
import type { Sharp, SharpOptions } from 'sharp'
import { AppError } from '@/lib/errors/app-error'
import { loadSharp } from './load-sharp'
import { imageQueue } from './image-queue'
import { requirePlainImage } from './require-plain-image'
import { AVATAR_SIZES } from './schemas'

/** Enough for a phone's camera (5712 × 4284). It limits the memory that an image takes. */
const MAX_PIXELS = 25_000_000
/** No camera makes such narrow images; resizing one pixel by millions to a square would take very long. */
const MAX_SIDE = 20_000
const TIMEOUT_SECONDS = 20
const QUALITY = 82

/** An avatar as it is stored and served: square WebP files without metadata. */
export type MadeAvatar = {
  /** SHA-256 of the three files, in hex. */
  hash: string
  pixels96: Uint8Array<ArrayBuffer>
  pixels256: Uint8Array<ArrayBuffer>
  pixels512: Uint8Array<ArrayBuffer>
}

/**
 * Makes an avatar from an uploaded image. The bytes decide the format. The size is read from the header, before any
 * pixel is decoded. The image is rotated by its EXIF orientation and cropped to its middle square. Of an animation only
 * the first frame is used. Everything is re-encoded, so that no metadata, such as the location, remains (S59).
 *
 * @throws AppError `image_not_supported`, `image_broken`, `image_not_plain`, `image_too_large` (these at `avatar`),
 *   `busy`
 */
export async function makeAvatar(picture: Uint8Array): Promise<MadeAvatar> {
  const format = requirePlainImage(picture)
  return imageQueue().run(async () => {
    const sharp = await loadSharp()
    // Truncated images fail; images with flaws that every viewer tolerates do not.
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

/** When the library cannot decode a file, the file is broken, whatever the error says. */
async function orBroken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw Object.assign(AppError.atField('image_broken', 'avatar'), { cause })
  }
}
