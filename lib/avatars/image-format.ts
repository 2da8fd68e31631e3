const FORMATS = ['jpeg', 'png', 'gif', 'webp', 'avif'] as const

export type ImageFormat = (typeof FORMATS)[number]

/** Each by how its files begin, as latin-1. An AVIF names its brands there, of which `avif` need not be the first. */
const BEGINNINGS: Record<ImageFormat, RegExp> = {
  jpeg: /^\xff\xd8\xff/,
  png: /^\x89PNG\r\n.\n/s,
  gif: /^GIF8[79]a/,
  webp: /^RIFF.{4}WEBPVP8[ LX]/s,
  avif: /^.{4}ftyp(.{4})*?avif/s,
}

/**
 * What a file is, by its first bytes and nothing else: neither its name nor the type that was declared for it count
 * (ASVS 5.2.2). Null for all that is no picture that we take: SVG, HEIC, TIFF, a page that only says it is one.
 */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  const beginning = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1')
  return FORMATS.find((format) => BEGINNINGS[format].test(beginning)) ?? null
}
