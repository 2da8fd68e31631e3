'use client'

import { useTranslations } from 'next-intl'
import { CONTROL_CLASS } from '@/components/ui/control-class'
import { Field } from '@/components/ui/field'
import { useField } from './use-field'
import { useFieldText } from './use-field-text'

type TextAreaFieldProps = {
  name: string
  label: string
  /** In characters; the schema holds it, the counter shows it. */
  maxLength: number
  defaultValue?: string
}

/** Several lines of text, with a counter. Too long a text is not cut off: the person sees by how much. */
export function TextAreaField({ name, label, maxLength, defaultValue = '' }: TextAreaFieldProps) {
  const t = useTranslations('errors')
  const { id, error, controlProps } = useField({ name, defaultValue })
  const length = useFieldText([name], controlProps.defaultValue).trim().length
  const isOver = length > maxLength
  const descriptions = [controlProps['aria-describedby'], `${id}-counter`].filter(Boolean).join(' ')
  return (
    <Field
      id={id}
      label={label}
      error={error}
      aside={
        <>
          <span
            id={`${id}-counter`}
            className={isOver ? 'font-medium text-danger tabular-nums' : 'text-muted tabular-nums'}
          >
            {length}/{maxLength}
          </span>
          {/* Once, as the limit is passed: not at each key. */}
          <span role="status" className="sr-only">
            {isOver && t('text_too_long', { count: maxLength })}
          </span>
        </>
      }
    >
      <textarea
        rows={4}
        className={`${CONTROL_CLASS} own-direction field-sizing-content min-h-28 py-2.5`}
        {...controlProps}
        aria-describedby={descriptions}
      />
    </Field>
  )
}
