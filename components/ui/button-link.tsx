import Link from 'next/link'
import type { ComponentProps } from 'react'
import { buttonClass, type ButtonVariant } from './button-class'
import { classNames } from './class-names'

/** A link that looks like a button: it leads a step on, and changes nothing. */
export function ButtonLink({
  variant = 'primary',
  className,
  ...rest
}: ComponentProps<typeof Link> & { variant?: ButtonVariant }) {
  return <Link className={classNames(buttonClass(variant), className)} {...rest} />
}
