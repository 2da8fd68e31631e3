import { PASSWORD_MAX_BYTES } from '@/lib/fields/schemas'

/** Why a new password is refused. */
export type PasswordProblem = 'too_short' | 'too_long' | 'too_common' | 'own_name'

/** What a person is told of each problem. */
export const PASSWORD_PROBLEMS: Record<PasswordProblem, (minLength: number) => string> = {
  too_short: (minLength) => `Use at least ${minLength} characters.`,
  too_long: () => `This password is too long: use at most ${PASSWORD_MAX_BYTES} bytes.`,
  too_common: () => 'This is one of the passwords that are tried first, because so many people use it. Choose another.',
  own_name: () =>
    'This is made of your name, username or e-mail address, or the name of this site. Choose something else.',
}
