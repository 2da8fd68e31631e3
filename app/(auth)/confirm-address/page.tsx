import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { findAddressLink } from '@/lib/accounts/find-address-link'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from '@/lib/next/request-context'
import { ConfirmAddressForm } from './form'

export const metadata: Metadata = { title: 'Confirm your new address', robots: { index: false } }

export default async function ConfirmAddressPage({ searchParams }: { searchParams: SearchParams }) {
  const parameters = await searchParams
  if (searchParameter(parameters.notice) === 'done') {
    return (
      <>
        <PageHeading isCentered title="Your address is changed">
          Mails go to the new one from now on. The old one was told, with a link that undoes it.
        </PageHeading>
        <ButtonLink href="/profile">To your profile</ButtonLink>
      </>
    )
  }
  const token = searchParameter(parameters.token) ?? ''
  const ctx = await requestContext()
  const link = await findAddressLink(token, ctx.now)
  if (link?.kind !== 'change') {
    return (
      <>
        <PageHeading isCentered title="This link no longer works">
          It has expired, was used already, or is not complete. Ask for a new one on your account page.
        </PageHeading>
        <ButtonLink href="/account">To your account</ButtonLink>
      </>
    )
  }
  return (
    <>
      <PageHeading isCentered title="Confirm your new address">
        <strong className="font-medium text-ink">{link.email}</strong> for the account{' '}
        <strong className="font-medium text-ink">{link.user.username}</strong>.
      </PageHeading>
      <ConfirmAddressForm token={token} needsPassword={ctx.actor?.userId !== link.user.id} />
    </>
  )
}
