/**
 * @param rank from 0 to 100
 * @returns NaN where there are no numbers
 */
export function percentile(numbers: number[], rank: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((rank / 100) * sorted.length))] ?? Number.NaN
}
