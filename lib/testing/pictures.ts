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
  const create = {
    width: 64,
    height: 64,
    channels: 3,
    background,
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  } as const
  return sharp({ create }).png().toBuffer()
}

/** Someone, drawn: for pictures of pages. */
export function aFace(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40" width="1200" height="800">
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#f6c9a8"/><stop offset="1" stop-color="#d98a86"/></linearGradient>
    <rect width="60" height="40" fill="url(#sky)"/><circle cx="46" cy="10" r="5" fill="#fbe6c4"/>
    <path d="M0 31q15-9 30-3t30-4v16H0z" fill="#7f5a73"/><path d="M17 40c0-9 5-13 13-13s13 4 13 13z" fill="#2d3a5c"/>
    <path d="M20 19c0-8 4-12 10-12s10 4 10 12c0 5-1 9-3 11H23c-2-2-3-6-3-11" fill="#3b2430"/>
    <path d="M27 24h6v6q-3 3-6 0z" fill="#d9a07f"/><ellipse cx="30" cy="19" rx="6.4" ry="7.8" fill="#efbf9d"/>
    <path d="M23 18c1-6 4-8 7-8s7 2 7 8c-2-3-4-5-7-5s-5 2-7 5" fill="#3b2430"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
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
