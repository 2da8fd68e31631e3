import { z } from 'zod'
import { AppError, type FieldErrors } from '@/lib/errors/app-error'

/** What a schema makes of an input. @throws AppError `invalid_input` with what is wrong by field */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new AppError('invalid_input', { fieldErrors: fieldErrorsOf(result.error) })
}

/** By field, and under `non_field_errors` what concerns no single one. */
export function fieldErrorsOf(error: z.ZodError): FieldErrors {
  const { fieldErrors, formErrors } = z.flattenError(error)
  const errors = fieldErrors as FieldErrors
  return formErrors.length > 0 ? { ...errors, non_field_errors: formErrors } : errors
}
