import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { findAddressLink } from '@/lib/accounts/find-address-link'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from '@/lib/next/request-context'
import { UndoAddressForm } from './form'

type PageProps = { searchParams: SearchParams }

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const t = await getTranslations('pages')
  const { isDone, link } = await inspect(searchParams)
  const live = link ? t('undoAddressChange.pageTitle') : t('deadLink')
  return { title: isDone ? t('undoAddressChange.doneTitle') : live, robots: { index: false } }
}

export default async function UndoAddressPage({ searchParams }: PageProps) {
  const t = await getTranslations('pages')
  const { isDone, token, link } = await inspect(searchParams)
  if (isDone) {
    return (
      <PageHeading isCentered title={t('undoAddressChange.doneTitle')}>
        {t('undoAddressChange.doneText')}
      </PageHeading>
    )
  }
  if (!link) {
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

/** What the address of the page leads to. */
async function inspect(searchParams: SearchParams) {
  const { notice, token: linkToken } = await searchParams
  const [isDone, token] = [searchParameter(notice) === 'done', searchParameter(linkToken) ?? '']
  return { isDone, token, link: isDone ? null : await findLink(token) }
}

/** Once a request, for the page and its title. */
const findLink = cache(async (token: string) => {
  const link = await findAddressLink(token, (await requestContext()).now)
  return link?.kind === 'undo' ? link : null
})
