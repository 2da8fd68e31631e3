'use client'

import { useEffect, useState } from 'react'
import { OtherAccount } from '@/components/forms/session-text'
import { useShownFor } from '@/components/forms/shown-for'
import { Icon } from '@/components/ui/icon'

/** When someone comes back: most visits are over before. */
const loadLookUp = () => import('@/components/forms/find-other-account')

/**
 * Says that another tab has logged another account in, when the person comes back to a page: a forgotten tab, a window,
 * or a page that the browser kept for the way back. The server refuses what the page sends anyway; this says so
 * beforehand.
 */
export function AccountWatch() {
  const shownFor = useShownFor()
  const [username, setUsername] = useState<string | null>(null)

  useEffect(() => {
    if (!shownFor) return
    let isAsking = false
    async function look() {
      // Coming back is up to three events at once.
      if (isAsking || document.visibilityState !== 'visible') return
      isAsking = true
      const found = await loadLookUp().then(
        ({ findOtherAccount }) => findOtherAccount(shownFor),
        () => null,
      )
      setUsername(found)
      isAsking = false
    }
    const lookAgain = () => void look()
    document.addEventListener('visibilitychange', lookAgain)
    addEventListener('focus', lookAgain)
    const lookIfKept = ({ persisted }: PageTransitionEvent) => persisted && lookAgain()
    addEventListener('pageshow', lookIfKept)
    return () => {
      document.removeEventListener('visibilitychange', lookAgain)
      removeEventListener('focus', lookAgain)
      removeEventListener('pageshow', lookIfKept)
    }
  }, [shownFor])

  return (
    // Always there, so that screen readers notice what appears in it. Above the page, so that nothing moves.
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-20 flex justify-center">
      {username !== null && (
        <div className="pointer-events-auto flex max-w-form animate-appear gap-3 rounded-control border border-line bg-raised px-4 py-3 text-sm/6 shadow-floating">
          <Icon name="alert" className="mt-1 size-4 text-warning" />
          <p className="wrap-anywhere">
            <OtherAccount username={username} />
          </p>
        </div>
      )}
    </div>
  )
}
