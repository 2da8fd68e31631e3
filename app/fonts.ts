import localFont from 'next/font/local'

/*
 * Inter, one file for every weight, from our own origin (scripts/support/make-font.mjs makes it). `optional`: a page
 * that is drawn before the file is there keeps the fallback until the next page, so that no text moves or changes under
 * the reader's eyes.
 */
const latin = localFont({
  src: './generated/inter-latin.woff2',
  weight: '400 700',
  display: 'optional',
  variable: '--font-latin',
  adjustFontFallback: false,
})

/** Loaded only where such a letter stands in a page. */
const latinExtended = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  variable: '--font-latin-extended',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+100-2FF,U+1D00-1EFF,U+20A0-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF' }],
})

/** Gives `<html>` the names of the fonts, which app/tokens.css puts in a row. */
export const fontVariables = `${latin.variable} ${latinExtended.variable}`
