const FORMATS = ['jpeg', 'png', 'gif', 'webp', 'avif'] as const

export type ImageFormat = (typeof FORMATS)[number]

/** How files of each format begin, as latin-1. An AVIF lists its brands there; `avif` need not be the first. */
const BEGINNINGS: Record<ImageFormat, RegExp> = {
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG\r\n.\n/s,
  gif: /^GIF8[79]a/,
  webp: /^RIFF.{4}WEBPVP8[ LX]/s,
  avif: /^.{4}ftyp(.{4})*?avif/s,
}

/**
 * The format of a file, by its first bytes alone: its name and declared type are ignored (ASVS 5.2.2). Null for
 * anything that is not an accepted image: SVG, HEIC, TIFF, or a page declared as an image.
 */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1')
  return FORMATS.find((format) => BEGINNINGS[format].test(beginning)) ?? null
}
