import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path fill="#7c3aed" fill-rule="evenodd"
  d="M24 2 43 13v22L24 46 5 35V13zm0 12-9 5v10l9 5 9-5V19z"/></svg>`

/** The settings of docs/branding.md, with a logo, for as long as a task takes. */
export async function asHexagon(task: (settings: Record<string, string>) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-hexagon-'))
  const logo = path.join(folder, 'logo.svg')
  writeFileSync(logo, LOGO)
  try {
    await task({
      BRAND_NAME: 'Hexagon',
      BRAND_COLOR: '#7c3aed',
      BRAND_LOGO: logo,
      BRAND_SUPPORT_EMAIL: 'help@example.com',
      BRAND_TERMS_URL: 'https://example.com/terms',
      BRAND_PRIVACY_URL: 'https://example.com/privacy',
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
