'use client'

import { useState } from 'react'

/**
 * Whether something holds, or has held before: what it once brought onto a page stays there, with what was typed into
 * it.
 */
export function useStickyTrue(holds: boolean): boolean {
  const [hasHeld, setHasHeld] = useState(holds)
  if (holds && !hasHeld) setHasHeld(true)
  return holds || hasHeld
}
