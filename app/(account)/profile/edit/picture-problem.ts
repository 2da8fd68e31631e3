import { ERROR_CATALOGUE, type ErrorCode } from '@/lib/errors/catalogue'

const UNREACHABLE = 'The server could not be reached. Check your connection, then try again.'

/** The sentence for why a picture was not taken: of the catalogue, or that there was no answer of ours. */
export function pictureProblem(code: string): string {
  return Object.hasOwn(ERROR_CATALOGUE, code) ? ERROR_CATALOGUE[code as ErrorCode].text : UNREACHABLE
}
