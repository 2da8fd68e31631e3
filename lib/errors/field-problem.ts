import type { Messages } from '@/lib/i18n/load-messages'

/**
 * What is wrong with a field, on its way from schemas and operations to where it is shown: a key of `errors` in the
 * catalogues, and after a colon the number or the domains in its sentence.
 */
export type FieldProblem = keyof Messages['errors'] | `${keyof Messages['errors']}:${number}` | `email_domain:${string}`
