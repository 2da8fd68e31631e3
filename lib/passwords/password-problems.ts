import type { FieldProblem } from '@/lib/errors/field-problem'
import { PASSWORD_MAX_BYTES } from '@/lib/fields/schemas'

/** Why a new password is refused. */
export type PasswordProblem = 'too_short' | 'too_long' | 'too_common' | 'own_name'

/** The message for each problem. */
export const PASSWORD_PROBLEMS: Record<PasswordProblem, (minLength: number) => FieldProblem> = {
  too_short: (minLength) => `password_too_short:${minLength}`,
  too_long: () => `password_too_long:${PASSWORD_MAX_BYTES}`,
  too_common: () => 'password_too_common',
  own_name: () => 'password_own_name',
}
