import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
// @ts-expect-error it comes without types
import subsetFont from 'subset-font'
import { ROOT } from '../support/root.mjs'

const FROM = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'
const TO = 'app/generated/inter-latin.woff2'
/** What the languages of western Europe write, as code points: first and last of each row. */
const LETTERS = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2212, 0x2212],
]
/** The weights that pages use, and bold. */
const WEIGHTS = { min: 400, max: 700 }
/** Distances between letters, marks on them, numerals of one width; not arrows made of two letters, nor fractions. */
const FEATURES = ['kern', 'ccmp', 'mark', 'mkmk', 'locl', 'tnum']

/** Makes of Inter the file that every first visit loads, half as large as the package's. */
export async function makeFont() {
  const text = LETTERS.map(([first = 0, last = 0]) => row(first, last)).join('')
  const font = await subsetFont(readFileSync(path.join(ROOT, FROM)), text, {
    targetFormat: 'woff2',
    variationAxes: { wght: WEIGHTS },
    keepFeatures: FEATURES,
  })
  const file = path.join(ROOT, TO)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, font)
}

/**
 * @param {number} first
 * @param {number} last
 */
function row(first, last) {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index))
}
