import { AppError } from '@/lib/errors/app-error'
import { hasManyParts } from '@/lib/forms/has-many-parts'
import type { ApiRequest } from './api-request'
import type { Endpoint } from './endpoint'
import { requireNoEncoding } from './read-body'

/** What a multipart form adds to its file. */
const FORM_OVERHEAD_BYTES = 16 * 1024
/** A form with an avatar has only a few parts. */
const MAX_PARTS = 16

/**
 * The uploaded file of a request, from a form field or the body itself. Content-Type only decides which of the two.
 *
 * @throws AppError `body_too_large`, `unsupported_upload_type`, `unsupported_content_encoding`, `invalid_form`,
 *   `image_missing` (at the field)
 */
export async function readUpload(
  { headers, readBody }: Pick<ApiRequest, 'headers' | 'readBody'>,
  { field, maxBytes }: Pick<NonNullable<Endpoint['upload']>, 'field' | 'maxBytes'>,
): Promise<Uint8Array> {
  requireNoEncoding(headers)
  const type = headers['content-type'] ?? ''
  const isForm = /^multipart\/form-data\b/i.test(type)
  if (!isForm && !/^image\/[\w.+-]+/i.test(type)) throw new AppError('unsupported_upload_type')
  const body = await readBody(maxBytes + (isForm ? FORM_OVERHEAD_BYTES : 0))
  const file = isForm ? await fileOf(body, type, field) : body
  if (file.length > maxBytes) throw new AppError('body_too_large')
  if (file.length === 0) throw AppError.atField('image_missing', field)
  return file
}

async function fileOf(body: Uint8Array<ArrayBuffer>, type: string, field: string): Promise<Uint8Array> {
  if (hasManyParts(body, type, MAX_PARTS)) throw new AppError('invalid_form')
  let form: FormData
  try {
    form = await new Response(body, { headers: { 'Content-Type': type } }).formData()
  } catch {
    throw new AppError('invalid_form')
  }
  const file = form.get(field)
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
}
