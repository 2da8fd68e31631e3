import type { z } from 'zod'
import { fieldErrorsOf } from '@/lib/api/parse-input'
import { isJson, parseJson, readBytes, type BodySource } from '@/lib/api/read-body'
import { AppError, type FieldErrors } from '@/lib/errors/app-error'
import { hasManyParts } from '@/lib/forms/has-many-parts'
import type { LegacyPath } from './paths'

type Fields = Record<string, unknown>

/** A form of the older services has a few fields. */
const MAX_PARTS = 50
const CODE_LENGTH = 6
/** The second field of forms that ask for a password twice, and by what name the first one may go. */
const REPEATED_PASSWORDS: Record<string, string[]> = {
  password2: ['password', 'password1'],
  confirm_password: ['password', 'new_password'],
  confirmPassword: ['password', 'new_password'],
  password_confirm: ['password', 'new_password'],
  password_confirmation: ['password', 'new_password'],
  re_password: ['password'],
  new_password2: ['new_password', 'new_password1'],
  confirm_new_password: ['new_password'],
  re_new_password: ['new_password'],
}

/** Django's and Django REST Framework's own words: clients compare them. */
const REQUIRED = 'This field is required.'
export const BLANK = 'This field may not be blank.'
const NULL = 'This field may not be null.'
const DIFFERENT = 'The two password fields didn’t match.'

/**
 * Reads a request as Django REST Framework does: JSON, urlencoded or multipart; numbers for texts; null in an optional
 * field as left out; all that is wrong by field, in one answer.
 *
 * @param required what the path's older service required
 * @throws AppError `body_too_large`, `unsupported_media_type`, `unsupported_content_encoding`, `invalid_json`,
 *   `invalid_form`, `invalid_input` (by field)
 */
export async function readInput<S extends z.ZodType>(
  request: BodySource,
  { schema, required = [] }: { schema: S; required?: LegacyPath['required'] },
): Promise<z.output<S>> {
  const given = await readFields(request)
  const input = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, asText(name, value)]])),
  )
  const missing = missingFields(given, required)
  const result = schema.safeParse(input)
  const refused = result.success ? {} : fieldErrorsOf(result.error)
  // Of aliases, only one is reported.
  const named = new Set(
    required.flatMap((names) => (namesOf(names).some((name) => name in missing) ? namesOf(names) : [])),
  )
  const others = Object.entries(refused).filter(([name]) => !named.has(name))
  const errors: FieldErrors = { ...missing, ...Object.fromEntries(others), ...differingPasswords(input) }
  if (!result.success || Object.keys(errors).length > 0) throw new AppError('invalid_input', { fieldErrors: errors })
  return result.data
}

async function readFields(request: BodySource): Promise<Fields> {
  const type = request.headers['content-type'] ?? ''
  const bytes = await readBytes(request)
  if (bytes.length === 0) return {}
  if (isJson(type)) return fieldsOf(parseJson(bytes))
  if (/^application\/x-www-form-urlencoded\b/i.test(type))
    return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)))
  if (/^multipart\/form-data\b/i.test(type)) return readForm(bytes, type)
  throw new AppError('unsupported_media_type')
}

function fieldsOf(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  const type =
    value === null
      ? 'NoneType'
      : Array.isArray(value)
        ? 'list'
        : ({ string: 'str', boolean: 'bool' }[typeof value as string] ?? 'int')
  throw new AppError('invalid_input', {
    fieldErrors: { non_field_errors: [`Invalid data. Expected a dictionary, but got ${type}.`] },
  })
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Fields> {
  if (hasManyParts(bytes, type, MAX_PARTS)) throw new AppError('invalid_form')
  try {
    const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData()
    return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  } catch {
    throw new AppError('invalid_form')
  }
}

/** Every field of the legacy paths is a text. As a number, a code has lost its leading zeros. */
function asText(name: string, value: unknown): unknown {
  if (typeof value !== 'number') return value
  return name === 'otp' && Number.isInteger(value) ? String(value).padStart(CODE_LENGTH, '0') : String(value)
}

function missingFields(given: Fields, required: NonNullable<LegacyPath['required']>): FieldErrors {
  const problems = required.flatMap((names): [string, string[]][] => {
    const group = namesOf(names)
    if (group.some((name) => !isEmpty(given[name]))) return []
    const [first = '', ...others] = group
    const sent = [first, ...others].find((name) => name in given)
    return [[sent ?? first, [sent === undefined ? REQUIRED : given[sent] === null ? NULL : BLANK]]]
  })
  return Object.fromEntries(problems)
}

const namesOf = (names: string | string[]) => (typeof names === 'string' ? [names] : names)
const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

function differingPasswords(input: Fields): FieldErrors {
  const problems = Object.entries(REPEATED_PASSWORDS).flatMap(([repeated, names]) => {
    const first = names.find((name) => name in input)
    return repeated in input && first !== undefined && input[repeated] !== input[first] ? [[repeated, [DIFFERENT]]] : []
  })
  return Object.fromEntries(problems) as FieldErrors
}
