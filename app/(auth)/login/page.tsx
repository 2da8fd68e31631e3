import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { config } from '@/lib/config/config'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { redirectSignedIn } from '@/lib/next/redirect-signed-in'
import { LogInForm } from './form'

export const metadata: Metadata = { title: 'Log in' }

/** What other pages send a person here with. Nothing else from the address is ever shown. */
const NOTICES = new Map([
  ['logged-out', 'You are logged out.'],
  ['password-reset', 'Your new password is set. Log in with it; you were logged out everywhere.'],
])

export default async function LogInPage({ searchParams }: { searchParams: SearchParams }) {
  await redirectSignedIn()
  const { notice, callbackUrl } = await searchParams
  const message = NOTICES.get(searchParameter(notice) ?? '')
  return (
    <>
      <PageHeading title="Log in" />
      {message && (
        <Notice tone="success" role="status">
          {message}
        </Notice>
      )}
      <LogInForm callbackUrl={searchParameter(callbackUrl)} />
      {config().registration.kind !== 'closed' && (
        <p className="text-muted">
          New here? <TextLink href="/register">Create an account</TextLink>
        </p>
      )}
    </>
  )
}
