'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { goOnAtHeading } from './go-on-at-heading'

/**
 * After a step to another page, the pressed link is often gone with the previous page: a keyboard user would start from
 * the top, and a screen reader would say nothing if the title stays the same. Focus moves to the heading instead.
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
