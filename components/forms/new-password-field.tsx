'use client'

import { PasswordField } from './password-field'
import { PasswordStrength } from './password-strength'
import { useFieldText } from './use-field-text'

/** lib/next/new-password-rule.ts makes it. */
export type NewPasswordRule = {
  /** In characters. */
  minLength: number
  /** In the reader's words. */
  hint: string
}

type NewPasswordFieldProps = {
  name?: string
  label?: string | undefined
  rule: NewPasswordRule
  /** What the person is called already. */
  ownNames?: readonly string[]
  /** Fields of this form that say what the person is called. */
  nameFields?: readonly string[]
}

const NONE: readonly string[] = []

/** A password to be chosen, and how strong it is. */
export function NewPasswordField({
  name = 'password',
  label,
  rule,
  ownNames = NONE,
  nameFields = NONE,
}: NewPasswordFieldProps) {
  const password = useFieldText([name])
  const typedNames = useFieldText(nameFields).split('\n')
  return (
    <PasswordField name={name} label={label} autoComplete="new-password" description={rule.hint}>
      <PasswordStrength password={password} ownNames={[...ownNames, ...typedNames]} minLength={rule.minLength} />
    </PasswordField>
  )
}
