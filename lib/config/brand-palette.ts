/** The colours of a brand in one mode, each `#rrggbb`. */
type Shades = {
  /** Backgrounds of buttons. */
  primary: string
  primaryStrong: string
  /** Text on both. */
  onPrimary: string
  /** Links and marks on the page's own backgrounds, tinted ones too, and on accentSoft. */
  accent: string
  accentSoft: string
}

export type BrandPalette = Record<'light' | 'dark', Shades>

/** Chosen by eye. app/tokens.css has the same values. */
export const DEFAULT_PALETTE: BrandPalette = {
  light: {
    primary: '#0f5b63',
    primaryStrong: '#0a444b',
    onPrimary: '#ffffff',
    accent: '#0f5b63',
    accentSoft: '#e2efee',
  },
  dark: {
    primary: '#1f7680',
    primaryStrong: '#1a6670',
    onPrimary: '#ffffff',
    accent: '#6cc6cd',
    accentSoft: '#14302f',
  },
}

/** From app/tokens.css: the darkest background in light mode, the lightest in dark mode. Others have more contrast. */
const GROUNDS = { light: '#f0ede7', dark: '#211f1d' } as const
/** From app/tokens.css: the backgrounds of notices with the least contrast. Notices may contain links. */
const TINTED_GROUNDS = { light: '#e8eef0', dark: '#32260f' } as const
const TEXT_CONTRAST = 4.5
/** Between a button and its background. In light mode a bright colour is kept: its text shows that it is a button. */
const BUTTON_CONTRAST = { light: 1.1, dark: 2.4 } as const
/** How many mixes of two colours are tried. */
const STEPS = 50

/**
 * Every shade that pages and emails need, derived from one colour. Text has a contrast of at least 4.5:1 with its
 * background, for any colour (WCAG 1.4.3).
 *
 * @param color `#rrggbb`
 */
export function brandPalette(color: string): BrandPalette {
  return { light: shadesOn('light', color), dark: shadesOn('dark', color) }
}

/** The contrast ratio of two colours, from 1 to 21. Source: WCAG 2.2. */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function shadesOn(mode: 'light' | 'dark', color: string): Shades {
  const ground = GROUNDS[mode]
  /** The colour with the most contrast to the background. */
  const far = mode === 'light' ? '#000000' : '#ffffff'
  const accentSoft = mix(ground, color, mode === 'light' ? 0.1 : 0.16)
  const primary = firstMix(color, far, (shade) => contrast(shade, ground) >= BUTTON_CONTRAST[mode])
  const onPrimary = contrast(primary, '#ffffff') >= TEXT_CONTRAST ? '#ffffff' : '#000000'
  return {
    primary,
    // Shifted away from the text colour, so that the text stays readable.
    primaryStrong: mix(primary, onPrimary === '#ffffff' ? '#000000' : '#ffffff', 0.2),
    onPrimary,
    accent: firstMix(color, far, (shade) =>
      [ground, TINTED_GROUNDS[mode], accentSoft].every((under) => contrast(shade, under) >= TEXT_CONTRAST),
    ),
    accentSoft,
  }
}

/** The first mix, going from one colour to the other, that meets the condition. */
function firstMix(from: string, to: string, isEnough: (shade: string) => boolean): string {
  for (let step = 0; step < STEPS; step++) {
    const shade = mix(from, to, step / STEPS)
    if (isEnough(shade)) return shade
  }
  return to
}

/** @param share of the second colour, from 0 to 1 */
function mix(one: string, other: string, share: number): string {
  const others = channels(other)
  const mixed = channels(one).map((channel, index) => Math.round(channel + ((others[index] ?? 0) - channel) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}
