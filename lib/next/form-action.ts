import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import type { FormState } from '@/lib/http/form-state'
import { isOwnOrigin } from '@/lib/http/is-own-origin'
import { logError } from '@/lib/log/log-error'
import { answerUnavailable } from './answer-unavailable'
import { deliverMails } from './deliver-mails'
import { requestContext } from './request-context'

/** Fields whose content is never sent back to be shown again. */
const SECRET_FIELDS = /password|code|token/

/** A server action of a form, as React's `useActionState` calls it: also without JavaScript, by a plain POST. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

/**
 * The door from a form to an operation: refuses foreign origins, parses by the schema that the browser used too, runs the
 * operation, and turns its failures into what the form shows.
 *
 * @param schema of the form's fields
 * @param operation what to do with valid input
 * @param onSuccess sets cookies, redirects, or says what the form shows; runs after all is committed
 */
export function formAction<S extends z.ZodType, R>(
  schema: S,
  operation: (input: z.output<S>, ctx: Context) => Promise<R>,
  onSuccess: (result: R, input: z.output<S>) => Promise<Partial<FormState> | void>,
): FormAction {
  return async (_previous, form) => {
    const fields = fieldsOf(form)
    const values = Object.fromEntries(Object.entries(fields).filter(([field]) => !SECRET_FIELDS.test(field)))
    const t = await getTranslations('errors')
    const failed = ({ code, fieldErrors }: AppError): FormState => {
      return { status: 'failed', message: t(code), code, fieldErrors, values }
    }
    if (!isOwnOrigin((await headers()).get('origin'))) {
      return { ...failed(new AppError('forbidden')), message: t('foreign_origin', { appUrl: config().appUrl }) }
    }

    const parsed = schema.safeParse(fields)
    if (!parsed.success) {
      const { fieldErrors } = z.flattenError(parsed.error)
      return failed(new AppError('invalid_input', { fieldErrors: fieldErrors as Record<string, string[]> }))
    }
    let result: R
    try {
      result = await operation(parsed.data, await requestContext())
    } catch (error) {
      if (error instanceof AppError) return failed(error)
      const requestId = (await headers()).get('x-request-id') ?? ''
      logError('A form could not be processed', error, { requestId })
      if (answerUnavailable(error, requestId)) return failed(new AppError('database_unavailable'))
      return { ...failed(new AppError('internal_error')), message: t('our_fault') }
    } finally {
      deliverMails()
    }
    // Outside the try: Next's redirect travels as an exception.
    const shown = await onSuccess(result, parsed.data)
    return { status: 'done', fieldErrors: {}, values: {}, ...shown }
  }
}

/** The texts of a form, without what React adds to find the action. */
function fieldsOf(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [field, value] of form) {
    if (typeof value === 'string' && !field.startsWith('$ACTION')) fields[field] = value
  }
  return fields
}

