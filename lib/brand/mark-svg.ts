/**
 * The mark for teams without a logo: a doorway, its door ajar, with light behind it. components/shell draws the same,
 * and public/icon.svg is the same in the default colour.
 *
 * @param door the colour of the door, `#rrggbb`
 * @param knob the colour of its knob, `#rrggbb`
 */
export function markSvg({ door, knob }: { door: string; knob: string }): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <path d="M5 29V14a11 11 0 0 1 22 0v15z" fill="#1d1b18" stroke="#f5f3ef" stroke-width="1.5"/>
  <path d="M9 29V14a7 7 0 0 1 14 0v15z" fill="#f4b740"/>
  <path d="M9 29V14a7 7 0 0 1 7-7l.6.02A5 5 0 0 1 18.5 11v15z" fill="${door}"/>
  <circle cx="16" cy="18.5" r="1" fill="${knob}"/>
</svg>
`
}
