import type { ComponentProps } from 'react'
import { buttonClass, type ButtonVariant } from './button-class'
import { classNames } from './class-names'
import { PageLink } from './page-link'

/** A link that looks like a button: it leads a step on, and changes nothing. */
export function ButtonLink({
  variant = 'primary',
  className,
  ...rest
}: ComponentProps<typeof PageLink> & { variant?: ButtonVariant }) {
  return (
    <PageLink pendingClass="inset-x-4 bottom-1.5" className={classNames(buttonClass(variant), className)} {...rest} />
  )
}
