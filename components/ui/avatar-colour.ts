/**
 * Written out, so that the style sheet has them. Text on each has 4.5:1 by light and by dark
 * (`avatar-colour.test.ts`).
 */
const COLOURS = [
  'bg-portrait-1',
  'bg-portrait-2',
  'bg-portrait-3',
  'bg-portrait-4',
  'bg-portrait-5',
  'bg-portrait-6',
  'bg-portrait-7',
  'bg-portrait-8',
] as const

/** One of a few colours, the same for the same seed. */
export function avatarColour(seed: string): string {
  let sum = 0
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0]
}
