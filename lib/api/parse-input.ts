import { z } from 'zod'
import { AppError, type FieldErrors } from '@/lib/errors/app-error'

/** Validates an input with a schema. @throws AppError `invalid_input` with messages by field */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new AppError('invalid_input', { fieldErrors: fieldErrorsOf(result.error) })
}

/** Messages by field; those that concern no single field are under `non_field_errors`. */
export function fieldErrorsOf(error: z.ZodError): FieldErrors {
  const { fieldErrors, formErrors } = z.flattenError(error)
  const errors = fieldErrors as FieldErrors
  return formErrors.length > 0 ? { ...errors, non_field_errors: formErrors } : errors
}
