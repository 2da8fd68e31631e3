import type { Messages } from '@/lib/i18n/load-messages'

/**
 * What is wrong with a field, as it travels from schemas and operations to whoever says it: a key of `errors` in the
 * catalogues, and after a colon the number or the domains that its sentence names.
 */
export type FieldProblem = keyof Messages['errors'] | `${keyof Messages['errors']}:${number}` | `email_domain:${string}`
