import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { config } from '@/lib/config/config'
import { ConfigError } from '@/lib/config/parse-config'
import { processSingleton } from '@/lib/process-singleton'
import { markSvg } from './mark-svg'

export type BrandIcon = { content: Buffer; type: 'image/svg+xml' | 'image/png'; url: string }

const MAX_BYTES = 256 * 1024
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * The site's icon: BRAND_LOGO, or our mark in the brand's colour. Read once per process. Its URL changes with its
 * content.
 *
 * @throws ConfigError when BRAND_LOGO cannot be read, is too large, or is neither PNG nor SVG
 */
export function brandIcon(): BrandIcon {
  return processSingleton('brand-icon', () => {
    const { logo, palette } = config().brand
    const { primary, onPrimary } = palette.light
    const content = logo ? readLogo(logo) : Buffer.from(markSvg({ door: primary, knob: onPrimary }))
    const version = createHash('sha256').update(content).digest('base64url').slice(0, 16)
    return { content, type: typeOf(content), url: `/brand/icon?v=${version}` }
  })
}

function readLogo(file: string): Buffer {
  let content: Buffer
  try {
    content = readFileSync(/* turbopackIgnore: true */ file)
  } catch {
    throw new ConfigError(['BRAND_LOGO cannot be read: give the path of a file that the server may open.'])
  }
  if (content.length > MAX_BYTES) throw new ConfigError([`BRAND_LOGO is larger than ${MAX_BYTES / 1024} KiB.`])
  return content
}

/** The content decides the type, not the file name. */
function typeOf(content: Buffer): BrandIcon['type'] {
  if (content.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return 'image/png'
  if (/^\uFEFF?\s*(<(\?xml|!--|!DOCTYPE svg)[^]*)?<svg\b/i.test(content.toString('utf8'))) return 'image/svg+xml'
  throw new ConfigError(['BRAND_LOGO is neither an SVG nor a PNG file.'])
}
