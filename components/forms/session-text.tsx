'use client'

import { lazy, Suspense } from 'react'
import { useTranslations } from 'next-intl'

/* Their scripts come when there is something to say: most pages never have. */
const OtherAccountText = lazy(() => import('./other-account-text').catch(() => ({ default: OtherAccountWithoutLinks })))
const LoggedOutText = lazy(() => import('./logged-out').catch(() => ({ default: LoggedOutWithoutLink })))

/**
 * Says that another account is logged in than the one that this was shown for, and offers to continue as either.
 *
 * @param username of the account that is logged in now
 */
export function OtherAccount({ username }: { username: string }) {
  return (
    <Suspense>
      <OtherAccountText username={username} />
    </Suspense>
  )
}

/** Says that the session has ended in the meantime, and leads to a new one. */
export function LoggedOut() {
  return (
    <Suspense>
      <LoggedOutText />
    </Suspense>
  )
}

function OtherAccountWithoutLinks() {
  return useTranslations('errors')('other_account')
}

function LoggedOutWithoutLink() {
  return useTranslations('errors')('not_authenticated')
}
