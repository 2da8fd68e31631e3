'use client'

import { useTranslations } from 'next-intl'
import { PasswordField } from './password-field'
import { PasswordStrength } from './password-strength'
import { useTyped } from './use-typed'

type NewPasswordFieldProps = {
  name?: string
  label?: string | undefined
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
  label,
  minLength,
  ownNames = NONE,
  nameFields = NONE,
}: NewPasswordFieldProps) {
  const t = useTranslations('forms')
  const password = useTyped([name])
  const typedNames = useTyped(nameFields).split('\n')
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      description={t('newPasswordHint', { minLength })}
    >
      <PasswordStrength password={password} ownNames={[...ownNames, ...typedNames]} minLength={minLength} />
    </PasswordField>
  )
}
