import { AppError } from '@/lib/errors/app-error'
import { config } from '@/lib/config/config'
import { passwordProblem } from './password-problem'
import { PASSWORD_PROBLEMS } from './password-problems'

/**
 * Holds a new password to the policy.
 *
 * @param ownNames what the person is called: username, address, name
 * @param field the form field that the reason is shown at
 * @throws AppError `invalid_input` with the reason at `field`
 */
export function requireGoodPassword({
  password,
  ownNames,
  field = 'password',
}: {
  password: string
  ownNames: string[]
  field?: string
}): void {
  const minLength = config().passwordMinLength
  const problem = passwordProblem({ password, ownNames, minLength })
  if (problem) throw AppError.atField('invalid_input', field, PASSWORD_PROBLEMS[problem](minLength))
}
