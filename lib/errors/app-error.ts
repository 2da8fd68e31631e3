import { ERROR_CATALOGUE, type ErrorCode } from './catalogue'
import type { FieldProblem } from './field-problem'

/** By field what is wrong with it, each a {@link FieldProblem}: forms and problem documents make sentences of them. */
export type FieldErrors = Record<string, string[]>

/** A failure that the client learns about: one code of the closed catalogue, and what it concerns. */
export class AppError extends Error {
  /** A bundler may load this module several times, and what exists once in a process throws that of one of them. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return value instanceof Error && value.name === 'AppError'
  }

  readonly status: number
  /** Which fields are at fault, and why. */
  readonly fieldErrors: FieldErrors
  /** When another try makes sense (429 and 503). */
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly code: ErrorCode,
    details: { fieldErrors?: FieldErrors; retryAfterSeconds?: number } = {},
  ) {
    super(ERROR_CATALOGUE[code].text)
    this.name = 'AppError'
    this.status = ERROR_CATALOGUE[code].status
    this.fieldErrors = details.fieldErrors ?? {}
    this.retryAfterSeconds = details.retryAfterSeconds
  }

  /** A failure whose public sentence belongs at one field; another `problem` where that says it better. */
  static atField(code: ErrorCode, field: string, problem: FieldProblem = code): AppError {
    return new AppError(code, { fieldErrors: { [field]: [problem] } })
  }
}
