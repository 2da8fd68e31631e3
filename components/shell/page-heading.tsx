import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'

type PageHeadingProps = {
  title: ReactNode
  /** In the middle: where the page stands in the doorway. */
  isCentered?: boolean
  children?: ReactNode
}

/** What a page is for, and a sentence on it. */
export function PageHeading({ title, isCentered = false, children }: PageHeadingProps) {
  return (
    <header className={classNames(isCentered && 'text-center')}>
      <h1 className="text-title wrap-anywhere">{title}</h1>
      {children && (
        <div className={classNames('mt-2 wrap-anywhere text-muted', isCentered ? 'text-balance' : 'text-pretty')}>
          {children}
        </div>
      )}
    </header>
  )
}
