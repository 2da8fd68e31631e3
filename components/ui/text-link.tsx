import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { PageLink } from './page-link'

/**
 * A link in running text or alone in its line, one box even there: its hit area reaches beyond it, to 44 px in height.
 */
export function TextLink({ className, ...rest }: ComponentProps<typeof PageLink>) {
  return (
    <PageLink
      pendingClass="inset-x-0 bottom-0"
      className={classNames(
        'inline-block rounded-sm font-medium text-accent underline decoration-accent/40 underline-offset-4',
        'transition-colors hover:decoration-accent',
        'after:absolute after:top-1/2 after:left-1/2 after:h-target after:w-[calc(100%+0.5rem)] after:min-w-target',
        'after:-translate-1/2',
        className,
      )}
      {...rest}
    />
  )
}
