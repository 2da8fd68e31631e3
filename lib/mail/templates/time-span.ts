/** "10 minutes", "1 hour": a whole number of a unit in words. */
export function timeSpan(value: number, unit: 'minute' | 'hour'): string {
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
