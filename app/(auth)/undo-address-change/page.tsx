import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { findAddressLink } from '@/lib/accounts/find-address-link'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from '@/lib/next/request-context'
import { UndoAddressForm } from './form'

export const metadata: Metadata = { title: 'Undo the change of address', robots: { index: false } }

export default async function UndoAddressPage({ searchParams }: { searchParams: SearchParams }) {
  const parameters = await searchParams
  if (searchParameter(parameters.notice) === 'done') {
    return (
      <PageHeading isCentered title="Your address is back">
        Everybody is logged out. We mailed you a link to choose a new password: whoever changed the address knew the old
        one.
      </PageHeading>
    )
  }
  const token = searchParameter(parameters.token) ?? ''
  const { now } = await requestContext()
  const link = await findAddressLink(token, now)
  if (link?.kind !== 'undo') {
    return (
      <>
        <PageHeading isCentered title="This link no longer works">
          It has expired, was used already, or is not complete. If somebody took your account, ask the people who run
          this site.
        </PageHeading>
        <ButtonLink href="/login">Log in</ButtonLink>
      </>
    )
  }
  return (
    <>
      <PageHeading isCentered title="Was this not you?">
        The account <strong className="font-medium text-ink">{link.user.username}</strong> gets{' '}
        <strong className="font-medium text-ink">{link.email}</strong> back, everybody is logged out, and you choose a new
        password.
      </PageHeading>
      <UndoAddressForm token={token} />
    </>
  )
}
