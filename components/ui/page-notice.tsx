'use client'

import { useEffect, useRef, type ComponentProps, type ReactNode } from 'react'
import { Notice } from './notice'

type PageNoticeProps = { tone?: ComponentProps<typeof Notice>['tone']; children: ReactNode }

/**
 * What the page before has brought about. Takes the focus when it appears, so that nobody misses it; goes when a form
 * of the page has something newer to say, at a field too.
 */
export function PageNotice({ tone = 'success', children }: PageNoticeProps) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return (
    <Notice
      ref={ref}
      tone={tone}
      role="status"
      className="animate-appear outline-none [main:has([aria-live]:not(:empty),[aria-invalid])_&]:hidden"
    >
      {children}
    </Notice>
  )
}
