import { config } from '@/lib/config/config'
import { AppError } from '@/lib/errors/app-error'
import { displayDomain } from '@/lib/fields/email-display'

/**
 * Holds an address to the REGISTRATION setting.
 *
 * @throws AppError `registration_closed`, or `email_domain_not_allowed` at the field `email`
 */
export function requireOpenRegistration(email: string): void {
  const { registration } = config()
  if (registration.kind === 'closed') throw new AppError('registration_closed')
  if (registration.kind !== 'domains') return
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (registration.domains.includes(domain)) return
  throw AppError.atField(
    'email_domain_not_allowed',
    'email',
    `email_domain:${registration.domains.map(displayDomain).join()}`,
  )
}
