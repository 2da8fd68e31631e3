import { z } from 'zod'

/** Light or dark; `system` follows the device. */
export const themeSchema = z.enum(['system', 'light', 'dark'])

export type Theme = z.output<typeof themeSchema>

/** The choice of a theme. */
export const chooseThemeSchema = z.object({ theme: themeSchema })
