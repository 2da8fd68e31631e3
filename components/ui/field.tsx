import type { ReactNode } from 'react'
import { Icon } from './icon'

type FieldProps = {
  /** The control's id; description and error get theirs from it. */
  id: string
  label: string
  /** Beside the label: a counter, a link. */
  aside?: ReactNode
  description?: ReactNode
  error?: string | undefined
  children: ReactNode
}

/** The ids by which a control names its description and error. */
export function describedBy({ id, description, error }: Pick<FieldProps, 'id' | 'description' | 'error'>) {
  const ids = [error && `${id}-error`, description && `${id}-description`].filter(Boolean).join(' ')
  return {
    'aria-describedby': ids || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-errormessage': error ? `${id}-error` : undefined,
  }
}

/** Label, control, description and error, in this order. */
export function Field({ id, label, aside, description, error, children }: FieldProps) {
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {aside && <div className="text-sm">{aside}</div>}
      </div>
      {children}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 flex animate-appear gap-1.5 text-sm text-danger">
          <Icon name="alert" className="mt-0.5 size-4" />
          <span className="min-w-0 wrap-anywhere">{error}</span>
        </p>
      )}
      {description && (
        <p id={`${id}-description`} className="mt-1.5 text-sm text-muted">
          {description}
        </p>
      )}
    </div>
  )
}
