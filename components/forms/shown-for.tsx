'use client'

import { createContext, Fragment, useCallback, useContext, useEffect, useState, type ReactNode } from 'react'
import { markOf, SHOWN_FOR, type ShownFor } from '@/lib/forms/shown-for'

const ShownForContext = createContext<ShownFor>('')
const AnnounceContext = createContext<(shownFor: ShownFor) => void>(() => {})

/** Whom the part of the page was shown for, in which it is asked. */
export function useShownFor(): ShownFor {
  return useContext(ShownForContext)
}

/**
 * Around all pages. What stands outside the parts that say for whom they are, such as the footer, is for whom the
 * newest of them is: the document outlives a login.
 */
export function DocumentShownFor({ shownFor, children }: { shownFor: ShownFor; children: ReactNode }) {
  const [announced, setAnnounced] = useState({ newest: shownFor, before: shownFor })
  const announce = useCallback((newest: ShownFor) => setAnnounced({ newest, before: shownFor }), [shownFor])
  const newest = announced.before === shownFor ? announced.newest : shownFor
  return (
    <AnnounceContext value={announce}>
      <ShownForContext value={newest}>{children}</ShownForContext>
    </AnnounceContext>
  )
}

/** A part of a page that the server made for someone: made for another, nothing that was typed in it stays. */
export function PartShownFor({ shownFor, children }: { shownFor: ShownFor; children: ReactNode }) {
  const announce = useContext(AnnounceContext)
  useEffect(() => announce(shownFor), [announce, shownFor])
  return (
    <ShownForContext value={shownFor}>
      <Fragment key={markOf(shownFor)}>{children}</Fragment>
    </ShownForContext>
  )
}

/** Says in a form whom it was shown for (S63). */
export function ShownForField() {
  return <input type="hidden" name={SHOWN_FOR} value={useShownFor()} />
}
