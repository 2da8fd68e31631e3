'use client'

import { useWatch } from 'react-hook-form'
import { useActionFormContext } from './action-form-context'
import { PasswordField } from './password-field'
import { PasswordStrength } from './password-strength'

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
  const { control } = useActionFormContext()
  const [password, ...typedNames] = useWatch({ control, name: [name, ...nameFields] }).map((value: string | undefined) => value ?? '')
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      description={`At least ${minLength} characters. A few unrelated words are strong and easy to remember.`}
    >
      <PasswordStrength password={password ?? ''} ownNames={[...ownNames, ...typedNames]} minLength={minLength} />
    </PasswordField>
  )
}
