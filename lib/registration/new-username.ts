import { randomInt } from 'node:crypto'

/** Without letters and digits that are mistaken for each other. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const RANDOM_LENGTH = 10

/** A username for someone who chose none: never made from the address, which it would give away. */
export function newUsername(): string {
  return `user-${Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`
}
