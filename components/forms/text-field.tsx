'use client'

import type { ComponentProps, ReactNode } from 'react'
import { CONTROL_CLASS } from '@/components/ui/control-class'
import { classNames } from '@/components/ui/class-names'
import { Field } from '@/components/ui/field'
import { useField } from './use-field'

type TextFieldProps = Omit<ComponentProps<'input'>, 'id' | 'ref' | 'defaultValue'> & {
  /** As the schema calls it. */
  name: string
  label: string
  description?: ReactNode
  defaultValue?: string | undefined
}

/** One line of text. */
export function TextField({ name, label, description, defaultValue, className, ...input }: TextFieldProps) {
  const { id, error, controlProps } = useField({ name, description, defaultValue })
  return (
    <Field id={id} label={label} description={description} error={error}>
      <input className={classNames(CONTROL_CLASS, 'min-h-target', className)} {...input} {...controlProps} />
    </Field>
  )
}
