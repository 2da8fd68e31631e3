import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { findAddressLink } from '@/lib/accounts/find-address-link'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from '@/lib/next/request-context'
import { UndoAddressForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.undoAddressChange'))('pageTitle'),
  robots: { index: false },
})

export default async function UndoAddressPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('pages')
  const parameters = await searchParams
  if (searchParameter(parameters.notice) === 'done') {
    return (
      <PageHeading isCentered title={t('undoAddressChange.doneTitle')}>
        {t('undoAddressChange.doneText')}
      </PageHeading>
    )
  }
  const token = searchParameter(parameters.token) ?? ''
  const { now } = await requestContext()
  const link = await findAddressLink(token, now)
  if (link?.kind !== 'undo') {
    return (
      <>
        <PageHeading isCentered title={t('deadLink')}>
          {t('undoAddressChange.deadLinkText')}
        </PageHeading>
        <ButtonLink href="/login">{t('logIn')}</ButtonLink>
      </>
    )
  }
  return (
    <>
      <PageHeading isCentered title={t('undoAddressChange.title')}>
        {t.rich('undoAddressChange.text', { username: link.user.username, email: link.email, strong: emphasis })}
      </PageHeading>
      <UndoAddressForm token={token} />
    </>
  )
}
