import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { PageNotice } from '@/components/ui/page-notice'
import { TextLink } from '@/components/ui/text-link'
import { config } from '@/lib/config/config'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { redirectSignedIn } from '@/lib/next/redirect-signed-in'
import { logInFormSchema } from '@/lib/sessions/schemas'
import { LogInForm } from './form'

export const metadata: Metadata = { title: 'Log in' }

/** What other pages send a person here with. Nothing else from the address is ever shown. */
const NOTICES = new Map([
  ['logged-out', 'You are logged out.'],
  ['deletion-scheduled', 'Your account will be deleted in 14 days. Log in before then to keep it.'],
  ['password-reset', 'Your new password is set. Log in with it; you were logged out everywhere.'],
])

export default async function LogInPage({ searchParams }: { searchParams: SearchParams }) {
  await redirectSignedIn()
  const { notice, callbackUrl } = await searchParams
  const message = NOTICES.get(searchParameter(notice) ?? '')
  return (
    <>
      <PageHeading isCentered title="Log in" />
      {message && <PageNotice>{message}</PageNotice>}
      {/* One that is too long to be sent is as good as none. */}
      <LogInForm callbackUrl={logInFormSchema.shape.callbackUrl.safeParse(searchParameter(callbackUrl)).data} />
      {config().registration.kind !== 'closed' && (
        <p className="text-center text-muted">
          New here? <TextLink href="/register">Create an account</TextLink>
        </p>
      )}
    </>
  )
}
