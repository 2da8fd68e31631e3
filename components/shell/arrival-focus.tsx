'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'

/**
 * After a step to another page, what was pressed is often gone with the page before: who uses the keyboard would begin
 * anew, and a screen reader say nothing where the title stays the same. They go on at the heading instead. What still has
 * the focus, and what has just taken it, keep it.
 */
export function ArrivalFocus() {
  const place = `${usePathname()}?${useSearchParams()}`
  const lastPlace = useRef(place)
  useEffect(() => {
    // The first page is the browser's to begin.
    if (lastPlace.current === place) return
    lastPlace.current = place
    const heading = document.querySelector('h1')
    if (!heading || document.activeElement !== document.body) return
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
  }, [place])
  return null
}
