import type { ImageFormat } from './image-format'

/**
 * The offset where an image ends in its file, by the format's structure; null when the structure is broken. Bytes after
 * it are not part of the image. Nothing is decoded: this only follows the lengths in the file.
 */
export function imageEnd(bytes: Uint8Array, format: ImageFormat): number | null {
  const end = ENDS[format](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return end !== null && end <= bytes.byteLength ? end : null
}

const ENDS: Record<ImageFormat, (view: DataView) => number | null> = {
  jpeg: endOfJpeg,
  png: endOfPng,
  gif: endOfGif,
  // RIFF, 7.3: the length of the rest, padded to an even number.
  webp: (view) => 8 + view.getUint32(4, true) + (view.getUint32(4, true) % 2),
  avif: endOfBoxes,
}

/** ISO 10918-1, annex B: segments with a length, and compressed data, where 00 or a restart marker follows FF. */
function endOfJpeg(view: DataView): number | null {
  let at = 2
  while (at + 2 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xd9) return at + 2
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2
    else {
      if (at + 4 > view.byteLength) return null
      at += 2 + view.getUint16(at + 2)
      if (marker === 0xda) at = endOfScan(view, at)
    }
  }
  return null
}

function endOfScan(view: DataView, start: number): number {
  let at = start
  for (; at + 1 < view.byteLength; at++) {
    if (view.getUint8(at) !== 0xff) continue
    const next = view.getUint8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return view.byteLength
}

/** PNG, 5.3: chunks of length, type, data and checksum; the last one is IEND. */
function endOfPng(view: DataView): number | null {
  for (let at = 8; at + 12 <= view.byteLength;) {
    const [length, type] = [view.getUint32(at), view.getUint32(at + 4)]
    at += 12 + length
    if (type === 0x49454e44) return at
  }
  return null
}

/** GIF89a: colour tables, and blocks of sub-blocks that end with a zero. */
function endOfGif(view: DataView): number | null {
  const byte = (at: number) => (at < view.byteLength ? view.getUint8(at) : 0)
  const tableLength = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const afterSubBlocks = (start: number) => {
    let at = start
    while (byte(at) !== 0) at += 1 + byte(at)
    return at + 1
  }
  let at = 13 + tableLength(byte(10))
  while (at < view.byteLength) {
    const kind = byte(at)
    if (kind === 0x3b) return at + 1
    if (kind === 0x21) at = afterSubBlocks(at + 2)
    else if (kind === 0x2c) at = afterSubBlocks(at + 11 + tableLength(byte(at + 9)))
    else return null
  }
  return null
}

/** ISO 14496-12, 4.2: boxes with a length; a box of length 0 extends to the end of the file. */
function endOfBoxes(view: DataView): number | null {
  let at = 0
  while (at + 8 <= view.byteLength && isBoxType(view.getUint32(at + 4))) {
    const length = view.getUint32(at)
    if (length === 0) return view.byteLength
    if (length < 8) return null
    at += length
  }
  return at
}

const KNOWN_BOXES = ['ftyp', 'meta', 'mdat', 'moov', 'free', 'skip', 'uuid', 'styp', 'sidx', 'moof', 'mfra']
const BOX_TYPES = new Set(KNOWN_BOXES.map((name) => Buffer.from(name).readUInt32BE()))
const isBoxType = (type: number) => BOX_TYPES.has(type)
