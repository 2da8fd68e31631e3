'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { Notice } from './notice'

/** What the page before has brought about. Takes the focus when it appears, so that nobody misses it. */
export function PageNotice({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return (
    <Notice ref={ref} tone="success" role="status" className="animate-appear outline-none">
      {children}
    </Notice>
  )
}
