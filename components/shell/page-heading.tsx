import type { ReactNode } from 'react'

/** What a page is for, and a sentence on it. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header>
      <h1 className="text-2xl/8 font-semibold tracking-tight">{title}</h1>
      {children && <div className="mt-2 text-muted text-pretty wrap-anywhere">{children}</div>}
    </header>
  )
}
