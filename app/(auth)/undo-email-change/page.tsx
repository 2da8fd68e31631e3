import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { displayEmail } from '@/lib/fields/email-display'
import type { SearchParams } from '@/lib/http/search-parameter'
import { usernameOf } from '@/lib/forms/shown-for'
import { inspectEmailChangePage } from '@/lib/next/inspect-email-change-page'
import { requestContext } from '@/lib/next/request-context'
import { shownFor } from '@/lib/next/shown-for'
import { LinkOfOther, DoneForOther } from '../link-of-other'
import { UndoEmailChangeForm } from './form'

type PageProps = { searchParams: SearchParams }

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const t = await getTranslations('pages')
  const { isDone, link } = await inspectEmailChangePage(searchParams, 'undo')
  const live = link ? t('undoEmailChange.pageTitle') : t('deadLink')
  return { title: isDone ? t('undoEmailChange.doneTitle') : live, robots: { index: false } }
}

export default async function UndoEmailChangePage({ searchParams }: PageProps) {
  const t = await getTranslations('pages')
  const { isDone, token, link } = await inspectEmailChangePage(searchParams, 'undo')
  const username = usernameOf(await shownFor())
  if (isDone) {
    return (
      <>
        <PageHeading isCentered title={t('undoEmailChange.doneTitle')}>
          {t('undoEmailChange.doneText')}
        </PageHeading>
        {/* Every session of the account has ended: this is another's. */}
        {username && <DoneForOther username={username} />}
      </>
    )
  }
  if (!link) {
    return (
      <>
        <PageHeading isCentered title={t('deadLink')}>
          {t('undoEmailChange.deadLinkText')}
        </PageHeading>
        <ButtonLink href="/login">{t('logIn')}</ButtonLink>
      </>
    )
  }
  const { actor } = await requestContext()
  return (
    <>
      <PageHeading isCentered title={t('undoEmailChange.title')}>
        {t.rich('undoEmailChange.text', {
          username: link.user.username,
          email: displayEmail(link.email),
          strong: emphasis,
        })}
      </PageHeading>
      <LinkOfOther username={username} other={actor?.userId === link.user.id ? null : link.user.username} />
      <UndoEmailChangeForm token={token} />
    </>
  )
}
