'use client'

import { PasswordField } from './password-field'
import { PasswordStrength } from './password-strength'
import { useTyped } from './use-typed'

type NewPasswordFieldProps = {
  name?: string
  label?: string
  /** In characters: PASSWORD_MIN_LENGTH. */
  minLength: number
  /** What the person is called already. */
  ownNames?: readonly string[]
  /** Fields of this form that say what the person is called. */
  nameFields?: readonly string[]
}

const NONE: readonly string[] = []

/** A password to be chosen, and how strong it is. */
export function NewPasswordField({
  name = 'password',
  label = 'Password',
  minLength,
  ownNames = NONE,
  nameFields = NONE,
}: NewPasswordFieldProps) {
  const password = useTyped([name])
  const typedNames = useTyped(nameFields).split('\n')
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      description={`At least ${minLength} characters. A few unrelated words are strong and easy to remember.`}
    >
      <PasswordStrength password={password} ownNames={[...ownNames, ...typedNames]} minLength={minLength} />
    </PasswordField>
  )
}
