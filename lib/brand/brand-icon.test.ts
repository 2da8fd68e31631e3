import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { withConfig } from '@/lib/testing/with-config'
import { brandIcon } from './brand-icon'

const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-brand-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'

function iconWith(settings: Record<string, string>) {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for('vestibule.brand-icon')]
  withConfig(settings)
  return brandIcon()
}

function iconOf(name: string, content: string | Buffer) {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return iconWith({ BRAND_LOGO: file })
}

describe('brandIcon', () => {
  it('is our mark without BRAND_LOGO: public/icon.svg with a door in the brand’s colour', () => {
    const drawn = readFileSync('public/icon.svg', 'utf8')
    expect(String(iconWith({}).content)).toBe(drawn)
    expect(String(iconWith({ BRAND_COLOR: '#5b21b6' }).content)).toBe(drawn.replace('#0f5b63', '#5b21b6'))
  })

  it('is the file of BRAND_LOGO, with type and URL from its content', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    expect(iconOf('logo.svg', png)).toMatchObject({ type: 'image/png', content: png })
    const plain = iconOf('plain.svg', SVG)
    expect(plain.type).toBe('image/svg+xml')
    expect(iconOf('xml.svg', `<?xml version="1.0"?>\n<!-- made by hand -->\n${SVG}`).type).toBe('image/svg+xml')
    expect(iconOf('other.svg', `${SVG} `).url).not.toBe(plain.url)
  })

  it.each([
    ['is not there', () => iconWith({ BRAND_LOGO: path.join(folder, 'none.png') }), /cannot be read/],
    ['is a folder', () => iconWith({ BRAND_LOGO: `${folder}/../${path.basename(folder)}.svg` }), /cannot be read/],
    ['is no picture', () => iconOf('page.svg', '<!doctype html><script>alert(1)</script><svg>'), /neither an SVG/],
    ['is empty', () => iconOf('empty.png', ''), /neither an SVG/],
    ['is too large', () => iconOf('large.svg', SVG + ' '.repeat(300 * 1024)), /larger than 256 KiB/],
  ])('stops the start when the logo %s', (_what, read, problem) => expect(read).toThrow(problem))
})
