import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { config } from '@/lib/config/config'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from '@/lib/next/request-context'
import { findResetToken } from '@/lib/passwords/find-reset-token'
import { ResetPasswordForm } from './form'

export const metadata: Metadata = { title: 'Choose a new password', robots: { index: false } }

export default async function ResetPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const token = searchParameter((await searchParams).token)
  const { now } = await requestContext()
  const found = token && (await findResetToken(token, now))
  if (!token || !found) {
    return (
      <>
        <PageHeading isCentered title="This link no longer works">
          It has expired, was used already, or is not complete. A new one takes a moment.
        </PageHeading>
        <ButtonLink href="/forgot-password">Get a new link</ButtonLink>
      </>
    )
  }
  const { username, email, name } = found.user
  return (
    <>
      <PageHeading isCentered title="Choose a new password">
        For <strong className="font-medium text-ink">{username}</strong>. You will be logged out everywhere.
      </PageHeading>
      <ResetPasswordForm
        token={token}
        username={username}
        ownNames={[username, email, name]}
        passwordMinLength={config().passwordMinLength}
      />
    </>
  )
}
