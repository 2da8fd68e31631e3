'use client'

import { lazy, Suspense } from 'react'
import { useTranslations } from 'next-intl'

/** Its script comes when there is something to say: most pages never have. */
const Text = lazy(() => import('./other-account-text').catch(() => ({ default: WithoutLinks })))

/**
 * Says that another account is logged in meanwhile than the one that this was shown for, and leads on as either.
 *
 * @param username of whoever is logged in now
 */
export function OtherAccount({ username }: { username: string }) {
  return (
    <Suspense>
      <Text username={username} />
    </Suspense>
  )
}

function WithoutLinks() {
  return useTranslations('errors')('other_account')
}
