import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast, DEFAULT_PALETTE } from '@/lib/config/brand-palette'
import { MAIL_COLOURS } from '@/lib/mail/templates/mail-colours'
import { renderMail } from '@/lib/mail/templates/render-mail'
import { exampleMails } from '@/lib/testing/example-mails'

const MODES = ['light', 'dark'] as const
const TOKENS = readFileSync('app/tokens.css', 'utf8')

/*
 * Emails, the global error page and the browser's own surroundings of a page cannot read app/tokens.css: their colours
 * must be the same.
 */
describe.each(MODES)('in %s', (mode) => {
  it('emails have the colours of pages', () => {
    for (const [name, colour] of Object.entries(MAIL_COLOURS[mode])) expect(colour, name).toBe(token(name, mode))
  })

  it('the text of emails is readable on what it may stand on', () => {
    const { ink, muted, ground, surface, sunken } = MAIL_COLOURS[mode]
    const { accent, primary, onPrimary } = DEFAULT_PALETTE[mode]
    const button = mode === 'light' ? [onPrimary, primary] : [ground, accent]
    const pairs = [ink, muted].flatMap((text) => [ground, surface, sunken].map((under) => [text, under]))
    for (const [text = '', under = ''] of [...pairs, [accent, surface], button]) {
      expect(contrast(text, under), `${text} on ${under}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('the page in place of one that failed has the colours of pages, readable', () => {
    const declared = readFileSync('lib/server/failure-page.ts', 'utf8').matchAll(/--(\w+):light-dark\((#\w+),(#\w+)\)/g)
    const colours = Object.fromEntries(
      [...declared].map(([, name = '', light = '', dark = '']) => [name, mode === 'light' ? light : dark]),
    )
    expect(Object.keys(colours).toSorted()).toEqual(['ground', 'ink', 'line', 'muted', 'surface'])
    for (const [name, colour] of Object.entries(colours)) expect(colour, name).toBe(token(name, mode))
    const { ink = '', muted = '', ground = '', surface = '' } = colours
    for (const [text, under] of [
      [ink, surface],
      [muted, surface],
      [ink, ground],
    ] as const) {
      expect(contrast(text, under), `${text} on ${under}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('what the browser draws around a page has its ground', () => {
    const [ground] = /const GROUND = .*/.exec(readFileSync('app/layout.tsx', 'utf8')) ?? []
    expect(ground).toContain(`${mode}: '${token('ground', mode)}'`)
  })
})

it('an email has no colour besides', async () => {
  const palettes = MODES.flatMap((mode) => [MAIL_COLOURS[mode], DEFAULT_PALETTE[mode]])
  const known = new Set(palettes.flatMap(Object.values<string>))
  const mails = await Promise.all(exampleMails('ada').map(renderMail))
  for (const { html } of mails) {
    const colours = [...html.matchAll(/(?<!&)#[0-9a-f]{3,8}\b|rgba?\([^)]*\)/gi)].map(([colour]) => colour)
    expect(colours.filter((colour) => !known.has(colour))).toEqual([])
  }
})

/** What app/tokens.css says of a colour. */
function token(name: string, mode: (typeof MODES)[number]): string | undefined {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(TOKENS) ?? []
  return mode === 'light' ? light : dark
}
