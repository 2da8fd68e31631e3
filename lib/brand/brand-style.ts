import type { BrandPalette } from '@/lib/config/brand-palette'

/** The palette as CSS variables for app/tokens.css. Values are only `#rrggbb`, so that none can close the `<style>`. */
export function brandStyle(palette: BrandPalette): string {
  const variables = Object.entries(palette).flatMap(([mode, shades]) =>
    Object.entries(shades).map(([shade, color]) => `--brand-${mode}-${inKebabCase(shade)}:${color}`),
  )
  return `:root{${variables.join(';')}}`
}

const inKebabCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
