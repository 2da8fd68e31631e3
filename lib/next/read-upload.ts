import type { NextRequest } from 'next/server'
import { AppError } from '@/lib/errors/app-error'
import type { Endpoint } from '@/lib/http/endpoint'

/** What a form adds around its file. */
const FORM_OVERHEAD_BYTES = 16 * 1024

/**
 * The file that a request brings, as a form's field or as its body. Its declared type only tells which of the two it is.
 *
 * @throws AppError `body_too_large`, `unsupported_upload_type`, `invalid_form`, `image_missing` (at the field)
 */
export async function readUpload(
  request: NextRequest,
  { field, maxBytes }: Pick<NonNullable<Endpoint['upload']>, 'field' | 'maxBytes'>,
): Promise<Uint8Array> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = /^multipart\/form-data\b/i.test(type)
  if (!isForm && !/^image\/[\w.+-]+/i.test(type)) throw new AppError('unsupported_upload_type')
  // What stands before Next lets no more than 6 MiB in. Read to its end, or a browser that still sends gets no answer.
  const body = new Uint8Array(await request.arrayBuffer())
  if (body.length > maxBytes + (isForm ? FORM_OVERHEAD_BYTES : 0)) throw new AppError('body_too_large')
  const file = isForm ? await fileOf(body, type, field) : body
  if (file.length > maxBytes) throw new AppError('body_too_large')
  if (file.length === 0) throw AppError.atField('image_missing', field)
  return file
}

async function fileOf(body: Uint8Array<ArrayBuffer>, type: string, field: string): Promise<Uint8Array> {
  let form: FormData
  try {
    form = await new Response(body, { headers: { 'Content-Type': type } }).formData()
  } catch {
    throw new AppError('invalid_form')
  }
  const file = form.get(field)
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
}
