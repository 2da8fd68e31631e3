import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aBomb, aPicture, aUniquePicture, pngChunk } from '@/lib/testing/pictures'
import { AppError } from '@/lib/errors/app-error'
import { quickly } from '@/lib/testing/quickly'
import { makeAvatar } from './make-avatar'

const LATIN = (text: string) => Buffer.from(text, 'latin1')

/** `taken`, or the error code. */
async function fateOf(picture: Uint8Array): Promise<string> {
  try {
    await makeAvatar(picture)
    return 'taken'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.fieldErrors).toEqual({ avatar: [error.code] })
    return error.code
  }
}

/** The colour of a pixel: `red` or `blue`. */
async function colourAt(square: Uint8Array, left: number, top: number): Promise<string> {
  const [red = 0, , blue = 0] = await sharp(square)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer()
  return red > blue ? 'red' : 'blue'
}

describe('makeAvatar', () => {
  it.each([
    ['JPEG', aPicture().jpeg()],
    ['progressive JPEG', aPicture().jpeg({ progressive: true })],
    ['JPEG for print', aPicture().toColourspace('cmyk').jpeg()],
    ['grey JPEG', aPicture().greyscale().jpeg()],
    ['PNG', aPicture().png()],
    ['PNG of 16 bits', aPicture().toColourspace('rgb16').png()],
    ['PNG with transparency', aPicture().ensureAlpha(0.5).png()],
    ['PNG with a palette', aPicture().png({ palette: true })],
    ['WebP', aPicture().webp()],
    ['lossless WebP', aPicture().webp({ lossless: true })],
    ['GIF', aPicture().gif()],
    ['AVIF', aPicture().avif()],
    ['picture of one pixel', aPicture({ width: 2, height: 1 }).png()],
  ])('makes WebP squares from a %s', async (_, picture) => {
    const { hash, ...squares } = await makeAvatar(await picture.toBuffer())
    expect(hash).toMatch(/^[\da-f]{64}$/)
    for (const size of [96, 256, 512] as const) {
      const { format, width, height } = await sharp(squares[`pixels${size}`]).metadata()
      expect([format, width, height]).toEqual(['webp', size, size])
    }
  })

  it('crops to the middle', async () => {
    const { pixels96 } = await makeAvatar(await aPicture({ width: 600, height: 100 }).png().toBuffer())
    expect([await colourAt(pixels96, 10, 48), await colourAt(pixels96, 86, 48)]).toEqual(['red', 'blue'])
  })

  it('gives the same image the same hash, and another image another hash', async () => {
    const [first, again, other] = [
      await aPicture().png().toBuffer(),
      await aPicture().png().toBuffer(),
      await aUniquePicture(),
    ]
    expect((await makeAvatar(again)).hash).toBe((await makeAvatar(first)).hash)
    expect((await makeAvatar(other)).hash).not.toBe((await makeAvatar(first)).hash)
  })

  it('rotates an image by its EXIF orientation, and removes all metadata: location, camera, comment (S59)', async () => {
    const place = {
      IFD0: { Make: 'Camera of Ada', Artist: 'Ada' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    }
    const picture = await aPicture()
      .withExif(place)
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Home of Ada</x:xmpmeta>')
      .withIccProfile('p3')
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const before = await sharp(picture).metadata()
    expect([before.exif, before.xmp, before.icc].every(Boolean)).toBe(true)
    expect([before.orientation, picture.includes('Camera of Ada'), picture.includes('Home of Ada')]).toEqual([
      6,
      true,
      true,
    ])

    const { hash: _, ...squares } = await makeAvatar(picture)
    for (const square of Object.values(squares)) {
      const { exif, xmp, icc, iptc, orientation, comments } = await sharp(square).metadata()
      expect([exif, xmp, icc, iptc, orientation, comments]).toEqual(Array(6).fill(undefined))
      expect(LATIN('Ada').every((_byte, at, name) => !Buffer.from(square).includes(name, at))).toBe(true)
    }
    // A quarter turn to the right: the left side is now on top.
    expect([await colourAt(squares.pixels96, 48, 10), await colourAt(squares.pixels96, 48, 86)]).toEqual([
      'red',
      'blue',
    ])
  })

  it('uses the first frame of an animation', async () => {
    const frames = [await aPicture().negate().png().toBuffer(), await aPicture().png().toBuffer()]
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(gif).metadata()).pages).toBe(2)
    const { pixels96 } = await makeAvatar(gif)
    const negative = await makeAvatar(await aPicture().negate().png().toBuffer())
    expect(await colourAt(pixels96, 10, 48)).toBe(await colourAt(negative.pixels96, 10, 48))
  })

  it.each([
    ['an SVG', LATIN('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')],
    ['a page', LATIN('<!doctype html><script>alert(1)</script>')],
    ['a PDF', LATIN('%PDF-1.7\n%%EOF')],
    ['nothing', new Uint8Array()],
    ['a text', LATIN('a picture, honestly')],
    ['a ZIP', LATIN(`PK\x05\x06${'\0'.repeat(18)}`)],
    ['a BMP', LATIN(`BM${'\0'.repeat(100)}`)],
    ['a HEIC', LATIN('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['a JPEG after a line break', Buffer.concat([LATIN('\n'), LATIN('\xff\xd8\xff\xe0')])],
  ])('refuses %s, whatever its file name (S59)', async (_, picture) => {
    expect(await fateOf(picture)).toBe('image_not_supported')
  })

  it('refuses a TIFF, which the library could read (S59)', async () => {
    expect(await fateOf(await aPicture().tiff().toBuffer())).toBe('image_not_supported')
  })

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('refuses a truncated %s (S59)', async (format) => {
    const noise = await aUniquePicture()
    const whole = await sharp(noise).resize(300, 300).toFormat(format).toBuffer()
    expect(await fateOf(whole)).toBe('taken')
    for (const part of [0.25, 0.5, 0.9]) {
      expect(await fateOf(whole.subarray(0, Math.floor(whole.length * part)))).toBe('image_broken')
    }
  })

  it.each([
    ['JPEG', LATIN('\xff\xd8\xff\xe0\0\x10JFIF\0garbage\xff\xd9')],
    ['PNG', LATIN(`\x89PNG\r\n\x1a\n${'\0'.repeat(64)}`)],
    ['GIF of nothing but a header', LATIN('GIF89a\x10\0\x10\0\0\0\0;')],
    ['WebP', LATIN(`RIFF\x20\0\0\0WEBPVP8 ${'\xff'.repeat(24)}`)],
    ['AVIF', LATIN('\0\0\0\x18ftypavif\0\0\0\0mif1miaf')],
    ['PNG inside a JPEG’s beginning', LATIN('\xff\xd8\xff\x89PNG\r\n\x1a\n')],
  ])('refuses a broken %s', async (_, picture) => {
    expect(await fateOf(picture)).toBe('image_broken')
  })

  const ZIP = LATIN(`PK\x03\x04${'\0'.repeat(30)}PK\x05\x06${'\0'.repeat(18)}`)
  it.each([
    ['an archive after it', ZIP],
    ['a page after it', LATIN('<html><script>alert(1)</script>')],
    ['a program after it', LATIN('MZ\x90\0')],
  ])('refuses an image with %s, in every format (S59)', async (_, behind) => {
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
      const picture = await aPicture().toFormat(format).toBuffer()
      expect([format, await fateOf(Buffer.concat([picture, behind]))]).toEqual([format, 'image_not_plain'])
    }
  })

  it.each([
    ['script', '<script>alert(1)</script>'],
    ['PHP', '<?php system($_GET[0]); ?>'],
    ['a PDF', '%PDF-1.4 1 0 obj'],
    ['an SVG', '<svg onload=alert(1)>'],
  ])('refuses an image with %s in its metadata (S59)', async (_, text) => {
    const jpeg = await aPicture()
      .withExif({ IFD0: { ImageDescription: text } })
      .jpeg()
      .toBuffer()
    const png = await aPicture().png().toBuffer()
    const withText = Buffer.concat([png.subarray(0, 33), pngChunk('tEXt', LATIN(`Comment\0${text}`)), png.subarray(33)])
    expect([await fateOf(jpeg), await fateOf(withText)]).toEqual(['image_not_plain', 'image_not_plain'])
  })

  it('refuses a ZIP whose files are inside an image (S59)', async () => {
    const png = await aPicture().png().toBuffer()
    const end = LATIN(`PK\x05\x06${'\0'.repeat(18)}`)
    // An archive's directory is followed by its comment: here the checksum and the rest of the image.
    end.writeUInt16LE(4 + png.length - 33, 20)
    const chunk = pngChunk('tEXt', Buffer.concat([LATIN('Comment\0'), end]))
    const zip = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
    expect(await fateOf(zip)).toBe('image_not_plain')
  })

  it('accepts what cameras append to a JPEG: a preview, or zeros', async () => {
    const jpeg = await aPicture().jpeg().toBuffer()
    expect(await fateOf(Buffer.concat([jpeg, jpeg]))).toBe('taken')
    expect(await fateOf(Buffer.concat([jpeg, Buffer.alloc(100)]))).toBe('taken')
    const map = await aPicture({ width: 40, height: 40 }).greyscale().jpeg({ progressive: true }).toBuffer()
    expect(await fateOf(Buffer.concat([jpeg, map, Buffer.alloc(64), jpeg, Buffer.alloc(100)]))).toBe('taken')
  })

  it.each([
    ['an archive (RAR)', 'Rar!\x1a\x07\x01\0'],
    ['an archive (7z)', `7z\xbc\xaf\x27\x1c${'\0'.repeat(32)}`],
    ['a program', 'MZ\x90\0'],
    ['a text', 'GIF89a'],
  ])('refuses %s after a partial further JPEG, and after a complete one (S59)', async (_, foreign) => {
    const jpeg = await aPicture().jpeg().toBuffer()
    const end = LATIN('\xff\xd9')
    for (const disguise of [
      LATIN('\xff\xd8\xff'),
      LATIN('\xff\xd8\xff\xd9'),
      jpeg,
      Buffer.concat([jpeg, Buffer.alloc(64), jpeg]),
    ]) {
      expect(await fateOf(Buffer.concat([jpeg, disguise, LATIN(foreign)]))).toBe('image_not_plain')
      expect(await fateOf(Buffer.concat([jpeg, disguise, LATIN(foreign), end]))).toBe('image_not_plain')
    }
    // Further JPEGs must be complete, like the first.
    expect(await fateOf(Buffer.concat([jpeg, jpeg.subarray(0, -2), LATIN(foreign)]))).toBe('image_not_plain')
  })

  it('refuses many tiny images after a JPEG without reading them all (S59)', async () => {
    const heap = Buffer.concat([
      await aPicture().jpeg().toBuffer(),
      Buffer.alloc(4 * 1024 * 1024, LATIN('\xff\xd8\xff\xd9')),
    ])
    expect(await quickly(500, () => fateOf(heap))).toBe('image_not_plain')
  })

  it('refuses a bomb by its header: 900 million pixels in a file of kilobytes (S59)', async () => {
    const bomb = aBomb()
    expect(bomb.length).toBeLessThan(1024 * 1024)
    // Decoding it would take seconds and a gigabyte.
    expect(await quickly(1000, () => fateOf(bomb))).toBe('image_too_large')
  })

  it.each([
    ['too many pixels', { width: 5000, height: 5001 }],
    ['a side that is too long', { width: 20_001, height: 1 }],
    ['a height that no picture has', { width: 1, height: 2_000_000 }],
  ])('refuses %s', async (_, size) => {
    expect(await fateOf(aBomb(size))).toBe('image_too_large')
  })

  it('accepts a phone photo, and the narrowest allowed image', async () => {
    expect(await fateOf(aBomb({ width: 5712, height: 4284 }))).toBe('taken')
    expect(await fateOf(aBomb({ width: 20_000, height: 1 }))).toBe('taken')
    expect(await fateOf(aBomb({ width: 1, height: 20_000 }))).toBe('taken')
  })

  it('does not decompress texts and profiles: a bomb in the metadata costs nothing (S59)', async () => {
    const png = await aPicture().png().toBuffer()
    const packed = deflateSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 })
    for (const chunk of [
      pngChunk('zTXt', Buffer.concat([LATIN('Comment\0\0'), packed])),
      pngChunk('iCCP', Buffer.concat([LATIN('p\0\0'), packed])),
    ]) {
      const before = process.memoryUsage().rss
      expect(['taken', 'image_broken']).toContain(
        await fateOf(Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])),
      )
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
    }
  })

  it('refuses images when the queue is full', async () => {
    const picture = await aUniquePicture()
    const made = await Promise.allSettled(Array.from({ length: 20 }, () => makeAvatar(picture)))
    const codes = made.map((each) => (each.status === 'rejected' ? (each.reason as AppError).code : 'taken'))
    // One is processed, and 16 wait.
    expect(codes).toEqual([...Array<string>(17).fill('taken'), ...Array<string>(3).fill('busy')])
    expect(await fateOf(picture)).toBe('taken')
  })
})
