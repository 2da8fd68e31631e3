/** Milliseconds in a unit of time: `10 * MINUTE` reads as what it is. */
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The date that lies `milliseconds` after `start` (before it, when negative). */
export function addMilliseconds(start: Date, milliseconds: number): Date {
  return new Date(start.getTime() + milliseconds)
}
