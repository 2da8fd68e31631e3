import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brandPalette, contrast, DEFAULT_PALETTE, type BrandPalette } from './brand-palette'

const TOKENS = readFileSync('app/tokens.css', 'utf8')
const STEPS = ['00', '33', '66', '80', '99', 'cc', 'ff']
const PLAIN_GROUNDS = ['ground', 'surface', 'raised', 'sunken']
/** Backgrounds of notices. */
const TINTED_GROUNDS = ['info-soft', 'success-soft', 'warning-soft', 'danger-soft']
/** Spread over the RGB cube. */
const COLORS = STEPS.flatMap((red) => STEPS.flatMap((green) => STEPS.map((blue) => `#${red}${green}${blue}`)))

describe('brandPalette', () => {
  it('calculates contrast as WCAG defines it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it('keeps text readable on every background, and bars visible, for any colour, in light and dark mode', () => {
    for (const color of COLORS) expectReadable(brandPalette(color), color)
    expectReadable(DEFAULT_PALETTE, 'the default')
  })

  it('keeps a colour that has enough contrast', () => {
    expect(brandPalette('#5b21b6').light).toMatchObject({ primary: '#5b21b6', onPrimary: '#ffffff', accent: '#5b21b6' })
    expect(brandPalette('#ffd400').light).toMatchObject({ primary: '#ffd400', onPrimary: '#000000' })
  })

  it('lightens a dark colour on dark pages', () => {
    expect(contrast(brandPalette('#000000').dark.primary, '#1a1917')).toBeGreaterThan(2)
  })

  it('has the same default as app/tokens.css', () => {
    for (const [mode, shades] of Object.entries(DEFAULT_PALETTE)) {
      for (const [shade, color] of Object.entries(shades)) {
        const name = shade.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
        expect(TOKENS).toContain(`var(--brand-${mode}-${name}, ${color})`)
      }
    }
  })
})

function expectReadable(palette: BrandPalette, what: string) {
  for (const [mode, shades] of Object.entries(palette)) {
    const pairs = [
      [shades.onPrimary, shades.primary],
      [shades.onPrimary, shades.primaryStrong],
      [shades.accent, shades.accentSoft],
      ...groundsOf(mode).map((ground) => [shades.accent, ground]),
    ]
    for (const [text = '', ground = ''] of pairs) {
      expect(contrast(text, ground), `${what}: ${text} on ${ground} in ${mode}`).toBeGreaterThanOrEqual(4.5)
    }
    // The progress bar of an upload (WCAG 1.4.11).
    const empty = token('scale-empty', mode)
    expect(contrast(shades.accent, empty), `${what}: a bar on ${empty} in ${mode}`).toBeGreaterThanOrEqual(3)
  }
}

/** Backgrounds that text may have, from app/tokens.css. */
function groundsOf(mode: string): string[] {
  return [...PLAIN_GROUNDS, ...TINTED_GROUNDS].map((name) => token(name, mode))
}

function token(name: string, mode: string): string {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(TOKENS) ?? []
  return String(mode === 'light' ? light : dark)
}
