import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

const RED = { r: 220, g: 30, b: 30 }
const BLUE = { r: 30, g: 30, b: 220 }

/** Red in its left half, blue in its right. */
export function aPicture({ width = 400, height = 400 }: { width?: number; height?: number } = {}): Sharp {
  const create = { width: Math.floor(width / 2), height, channels: 3, background: BLUE } as const
  const raw = sharp({ create: { ...create, width, background: RED } })
  return raw.composite([{ input: { create }, gravity: 'east' }])
}

/** A picture that no other has. */
export function aUniquePicture(): Promise<Buffer> {
  const byte = () => Math.floor(Math.random() * 256)
  const background = { r: byte(), g: byte(), b: byte() }
  const create = { width: 64, height: 64, channels: 3, background, noise: { type: 'gaussian', mean: 128, sigma: 60 } } as const
  return sharp({ create }).png().toBuffer()
}

/** A PNG of few bytes that is black, of so many pixels: 900 million in less than a megabyte, by default. */
export function aBomb({ width = 30_000, height = 30_000 }: { width?: number; height?: number } = {}): Buffer {
  // One bit for each pixel, and a byte for each row's filter.
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND')])
}

/** A chunk of a PNG. */
export function pngChunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** PNG, annex D. */
function crc32(bytes: Buffer): number {
  let crc = 0xff_ff_ff_ff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xed_b8_83_20 : crc >>> 1
  }
  return ~crc >>> 0
}
