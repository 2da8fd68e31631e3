import type { BrandPalette } from '@/lib/config/brand-palette'

/** The palette as app/tokens.css takes it. Nothing but `#rrggbb` stands in it, so that it cannot end the style. */
export function brandStyle(palette: BrandPalette): string {
  const variables = Object.entries(palette).flatMap(([mode, shades]) =>
    Object.entries(shades).map(([shade, color]) => `--brand-${mode}-${inKebabCase(shade)}:${color}`),
  )
  return `:root{${variables.join(';')}}`
}

const inKebabCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
