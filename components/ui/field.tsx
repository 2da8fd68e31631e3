import type { ReactNode } from 'react'
import { Icon } from './icon'

type FieldProps = {
  /** The control's id. The description's is this with `-description`, the error's with `-error`. */
  id: string
  label: string
  /** Beside the label: a counter, a link. */
  aside?: ReactNode
  description?: ReactNode
  error?: string | undefined
  children: ReactNode
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
