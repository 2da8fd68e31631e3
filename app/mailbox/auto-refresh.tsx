'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const INTERVAL_MILLISECONDS = 3000

/** Looks for new mail while someone looks at the page. */
export function AutoRefresh() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, INTERVAL_MILLISECONDS)
    return () => clearInterval(timer)
  }, [router])
  return null
}
