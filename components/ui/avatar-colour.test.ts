import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { avatarColour } from './avatar-colour'

const TOKENS = readFileSync('app/tokens.css', 'utf8')

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const valueOf = (name: string) => new RegExp(`--${name}: (#[\\da-f]{6});`).exec(TOKENS)?.[1] ?? ''

it('gives the same seed the same colour, and many seeds all of them', () => {
  const seeds = Array.from({ length: 500 }, () => randomUUID())
  expect(seeds.map(avatarColour)).toEqual(seeds.map(avatarColour))
  expect(new Set(seeds.map(avatarColour)).size).toBe(8)
})

it.each([1, 2, 3, 4, 5, 6, 7, 8])('lets text be read on colour %i (WCAG 1.4.3)', (nth) => {
  const [ground, ink] = [luminance(valueOf(`portrait-${nth}`)), luminance(valueOf('portrait-ink'))]
  expect((ink + 0.05) / (ground + 0.05)).toBeGreaterThanOrEqual(4.5)
})
