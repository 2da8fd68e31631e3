import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { findAddressLink } from '@/lib/accounts/find-address-link'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from '@/lib/next/request-context'
import { ConfirmAddressForm } from './form'

type PageProps = { searchParams: SearchParams }

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const t = await getTranslations('pages')
  const { isDone, link } = await inspect(searchParams)
  const live = link ? t('confirmAddress.title') : t('deadLink')
  return { title: isDone ? t('confirmAddress.doneTitle') : live, robots: { index: false } }
}

export default async function ConfirmAddressPage({ searchParams }: PageProps) {
  const t = await getTranslations('pages')
  const { isDone, token, link } = await inspect(searchParams)
  if (isDone) {
    return (
      <>
        <PageHeading isCentered title={t('confirmAddress.doneTitle')}>
          {t('confirmAddress.doneText')}
        </PageHeading>
        <ButtonLink href="/profile">{t('confirmAddress.toProfile')}</ButtonLink>
      </>
    )
  }
  if (!link) {
    return (
      <>
        <PageHeading isCentered title={t('deadLink')}>
          {t('confirmAddress.deadLinkText')}
        </PageHeading>
        <ButtonLink href="/account">{t('confirmAddress.toAccount')}</ButtonLink>
      </>
    )
  }
  const { actor } = await requestContext()
  return (
    <>
      <PageHeading isCentered title={t('confirmAddress.title')}>
        {t.rich('confirmAddress.text', { email: link.email, username: link.user.username, strong: emphasis })}
      </PageHeading>
      <ConfirmAddressForm token={token} username={link.user.username} needsPassword={actor?.userId !== link.user.id} />
    </>
  )
}

/** What the address of the page leads to. */
async function inspect(searchParams: SearchParams) {
  const { notice, token: linkToken } = await searchParams
  const [isDone, token] = [searchParameter(notice) === 'done', searchParameter(linkToken) ?? '']
  return { isDone, token, link: isDone ? null : await findLink(token) }
}

/** Once a request, for the page and its title. */
const findLink = cache(async (token: string) => {
  const link = await findAddressLink(token, (await requestContext()).now)
  return link?.kind === 'change' ? link : null
})
