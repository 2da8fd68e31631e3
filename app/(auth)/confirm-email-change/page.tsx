import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PartShownFor } from '@/components/forms/shown-for'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { displayEmail } from '@/lib/fields/email-display'
import type { SearchParams } from '@/lib/http/search-parameter'
import { usernameOf } from '@/lib/forms/shown-for'
import { inspectEmailChangePage } from '@/lib/next/inspect-email-change-page'
import { requestContext } from '@/lib/next/request-context'
import { shownFor } from '@/lib/next/shown-for'
import { DoneForOther, LinkOfOther } from '../link-of-other'
import { ConfirmEmailChangeForm } from './form'

type PageProps = { searchParams: SearchParams }

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const t = await getTranslations('pages')
  const { isDone, link } = await inspectEmailChangePage(searchParams, 'change')
  const live = link ? t('confirmEmailChange.title') : t('deadLink')
  return { title: isDone ? t('confirmEmailChange.doneTitle') : live, robots: { index: false } }
}

export default async function ConfirmEmailChangePage({ searchParams }: PageProps) {
  const t = await getTranslations('pages')
  const { isDone, isForOther, token, link } = await inspectEmailChangePage(searchParams, 'change')
  const username = usernameOf(await shownFor())
  if (isDone) {
    return (
      <>
        <PageHeading isCentered title={t('confirmEmailChange.doneTitle')}>
          {t('confirmEmailChange.doneText')}
        </PageHeading>
        {isForOther && username && <DoneForOther username={username} />}
        <ButtonLink href="/profile">{t('confirmEmailChange.toProfile')}</ButtonLink>
      </>
    )
  }
  if (!link) {
    return (
      <>
        <PageHeading isCentered title={t('deadLink')}>
          {t('confirmEmailChange.deadLinkText')}
        </PageHeading>
        <ButtonLink href="/account">{t('confirmEmailChange.toAccount')}</ButtonLink>
      </>
    )
  }
  const { actor } = await requestContext()
  return (
    <>
      <PageHeading isCentered title={t('confirmEmailChange.title')}>
        {t.rich('confirmEmailChange.text', {
          email: displayEmail(link.email),
          username: link.user.username,
          strong: emphasis,
        })}
      </PageHeading>
      <LinkOfOther username={username} other={actor?.userId === link.user.id ? null : link.user.username} />
      <PartShownFor shownFor={await shownFor()}>
        <ConfirmEmailChangeForm
          token={token}
          username={link.user.username}
          needsPassword={actor?.userId !== link.user.id}
        />
      </PartShownFor>
    </>
  )
}
