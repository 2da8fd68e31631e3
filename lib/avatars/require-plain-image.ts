import { AppError } from '@/lib/errors/app-error'
import { imageEnd } from './image-end'
import { imageFormat, type ImageFormat } from './image-format'

/** The start of a script or document, anywhere in the file. */
const FOREIGN_TEXT = /<script|<html|<!doctype|<svg[\s>]|<\?php|__HALT_COMPILER|%PDF-\d/i
/** Readers find a ZIP (also JAR, DOCX) by this record at its end; only a comment may follow it. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1')
const ZIP_END_BYTES = 22
const ZIP_COMMENT_MAX_BYTES = 0xff_ff
/** More than any camera writes, and few enough that a file full of tiny images is refused quickly. */
const MAX_FURTHER_PICTURES = 16

/**
 * Requires a complete image in an accepted format, and nothing else. A polyglot, which other software reads as a page,
 * a script or an archive, is refused, although everything is re-encoded anyway (S59, ASVS 5.2.2).
 *
 * @returns its format
 * @throws AppError `image_not_supported`, `image_broken`, `image_not_plain`, each at `avatar`
 */
export function requirePlainImage(bytes: Uint8Array): ImageFormat {
  const format = imageFormat(bytes)
  if (format === null) throw AppError.atField('image_not_supported', 'avatar')
  const end = imageEnd(bytes, format)
  if (end === null) throw AppError.atField('image_broken', 'avatar')
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!isPadding(file.subarray(end), format) || isArchive(file) || FOREIGN_TEXT.test(file.toString('latin1'))) {
    throw AppError.atField('image_not_plain', 'avatar')
  }
  return format
}

/** Some cameras pad files with zeros, or append complete JPEGs to the first one (a preview, a gain map). */
function isPadding(rest: Buffer, format: ImageFormat): boolean {
  let behind = rest
  for (let count = 0; count <= MAX_FURTHER_PICTURES; count++) {
    const start = behind.findIndex((byte) => byte !== 0)
    if (start === -1) return true
    const further = behind.subarray(start)
    const end = format === 'jpeg' && imageFormat(further) === 'jpeg' ? imageEnd(further, 'jpeg') : null
    if (end === null) return false
    behind = further.subarray(end)
  }
  return false
}

function isArchive(file: Buffer): boolean {
  const searched = file.subarray(-(ZIP_END_BYTES + ZIP_COMMENT_MAX_BYTES))
  for (let at = searched.indexOf(ZIP_END); at !== -1; at = searched.indexOf(ZIP_END, at + 1)) {
    if (at + ZIP_END_BYTES > searched.length) return false
    if (at + ZIP_END_BYTES + searched.readUInt16LE(at + 20) === searched.length) return true
  }
  return false
}
