import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { findAddressLink } from '@/lib/accounts/find-address-link'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from '@/lib/next/request-context'
import { ConfirmAddressForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.confirmAddress'))('title'),
  robots: { index: false },
})

export default async function ConfirmAddressPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('pages')
  const parameters = await searchParams
  if (searchParameter(parameters.notice) === 'done') {
    return (
      <>
        <PageHeading isCentered title={t('confirmAddress.doneTitle')}>
          {t('confirmAddress.doneText')}
        </PageHeading>
        <ButtonLink href="/profile">{t('confirmAddress.toProfile')}</ButtonLink>
      </>
    )
  }
  const token = searchParameter(parameters.token) ?? ''
  const ctx = await requestContext()
  const link = await findAddressLink(token, ctx.now)
  if (link?.kind !== 'change') {
    return (
      <>
        <PageHeading isCentered title={t('deadLink')}>
          {t('confirmAddress.deadLinkText')}
        </PageHeading>
        <ButtonLink href="/account">{t('confirmAddress.toAccount')}</ButtonLink>
      </>
    )
  }
  return (
    <>
      <PageHeading isCentered title={t('confirmAddress.title')}>
        {t.rich('confirmAddress.text', { email: link.email, username: link.user.username, strong: emphasis })}
      </PageHeading>
      <ConfirmAddressForm
        token={token}
        username={link.user.username}
        needsPassword={ctx.actor?.userId !== link.user.id}
      />
    </>
  )
}
