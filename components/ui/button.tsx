import type { ComponentProps } from 'react'
import { buttonClass, type ButtonVariant } from './button-class'
import { classNames } from './class-names'
import { Spinner } from './spinner'

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant
  /**
   * Shows that it works on it; screen readers still hear what it is called. Stays focusable: a disabled button would
   * drop the focus.
   */
  isPending?: boolean
}

/** A button; of type `button` by default. */
export function Button({ variant = 'primary', isPending = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={isPending || undefined}
      className={classNames(buttonClass(variant), isPending && 'cursor-progress', className)}
      {...rest}
    >
      <span className={classNames('inline-flex items-center gap-2', isPending && 'opacity-0')}>{children}</span>
      {isPending && (
        <span className="absolute inset-0 grid place-items-center" aria-hidden="true">
          <Spinner />
        </span>
      )}
    </button>
  )
}
