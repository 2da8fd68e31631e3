'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { goOnAtHeading } from './go-on-at-heading'

/**
 * After a step to another page, what was pressed is often gone with the page before: who uses the keyboard would begin
 * anew, and a screen reader say nothing where the title stays the same. They go on at the heading instead.
 */
export function ArrivalFocus() {
  const place = `${usePathname()}?${useSearchParams()}`
  const lastPlace = useRef(place)
  useEffect(() => {
    // The first page is the browser's to begin.
    if (lastPlace.current === place) return
    lastPlace.current = place
    goOnAtHeading()
  }, [place])
  return null
}
