import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireShownFor } from '@/lib/forms/account-mark'
import { getProfile } from '@/lib/accounts/get-profile'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import type { FormState } from '@/lib/forms/form-state'
import { isOwnOrigin } from '@/lib/http/is-own-origin'
import { SHOWN_FOR } from '@/lib/forms/shown-for'
import { logError } from '@/lib/log/log-error'
import { markUnavailable } from './mark-unavailable'
import { deliverMails } from './deliver-mails'
import { otherAccountPath, PAGE_PATH_HEADER } from './other-account-path'
import { requestContext } from './request-context'

/** Fields whose content is never sent back to be shown again. */
const SECRET_FIELDS = /password|code|token/

/** A server action of a form, as React's `useActionState` calls it: also without JavaScript, by a plain POST. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

/**
 * The account that a form acts on. `session`: the one that is logged in, even if only to spare its owner a password;
 * then it must be the one that the form was shown for. `input`: the one that the form itself names and proves (by
 * password or emailed token), or none, no matter who is logged in.
 */
type ActsOn = 'session' | 'input'

/**
 * Connects a form to an operation: refuses foreign origins, and what was shown for another account than the
 * session's (S63); parses by the schema that the browser used too, runs the operation, and turns its failures into what
 * the form shows.
 *
 * @param schema of the form's fields
 * @param operation what to do with valid input
 * @param onSuccess sets cookies, redirects, or says what the form shows; runs after all is committed
 * @param actsOn the session's account unless it is said otherwise, so that a new form is refused rather than let
 *   through
 */
export function formAction<S extends z.ZodType, R>(
  schema: S,
  operation: (input: z.output<S>, ctx: Context) => Promise<R>,
  onSuccess: (result: R, input: z.output<S>) => Promise<Partial<FormState> | void>,
  actsOn: ActsOn = 'session',
): FormAction {
  return async (_previous, form) => {
    const { [SHOWN_FOR]: shownFor = '', ...fields } = fieldsOf(form)
    const values = Object.fromEntries(Object.entries(fields).filter(([field]) => !SECRET_FIELDS.test(field)))
    const t = await getTranslations('errors')
    const failed = ({ code, fieldErrors }: AppError): FormState => {
      return { status: 'failed', message: t(code), code, fieldErrors, values }
    }
    const header = await headers()
    if (!isOwnOrigin(header.get('origin'))) {
      return { ...failed(new AppError('forbidden')), message: t('foreign_origin', { appUrl: config().appUrl }) }
    }

    let done: { result: R; input: z.output<S> }
    try {
      const ctx = await requestContext()
      if (actsOn === 'session') requireShownFor(shownFor, ctx.actor)
      const parsed = schema.safeParse(fields)
      if (!parsed.success) {
        const { fieldErrors } = z.flattenError(parsed.error)
        return failed(new AppError('invalid_input', { fieldErrors: fieldErrors as Record<string, string[]> }))
      }
      done = { result: await operation(parsed.data, ctx), input: parsed.data }
    } catch (error) {
      if (error instanceof AppError && error.code === 'other_account') {
        // In its answer the page is another's, whose form must not show what this person typed, or may not be there at
        // all.
        if (!header.has('next-action')) redirect(otherAccountPath(shownFor, header.get(PAGE_PATH_HEADER) ?? '/'))
        return { ...failed(error), values: {}, account: (await getProfile(await requestContext())).username }
      }
      if (error instanceof AppError) return failed(error)
      const requestId = header.get('x-request-id') ?? ''
      logError('A form could not be processed', error, { requestId })
      if (markUnavailable(error, requestId)) return failed(new AppError('database_unavailable'))
      return { ...failed(new AppError('internal_error')), message: t('our_fault') }
    } finally {
      deliverMails()
    }
    // Outside the try: Next's redirect travels as an exception.
    const shown = await onSuccess(done.result, done.input)
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
