import type { ReactNode } from 'react'

/** A sheet that holds what belongs together. */
export function Card({ children }: { children: ReactNode }) {
  return <div className="rounded-card border border-line bg-surface p-5 shadow-lifted sm:p-7">{children}</div>
}
