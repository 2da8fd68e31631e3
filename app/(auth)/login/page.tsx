import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { emphasis } from '@/components/ui/emphasis'
import { Notice } from '@/components/ui/notice'
import { PageNotice } from '@/components/ui/page-notice'
import { TextLink } from '@/components/ui/text-link'
import { DELETION_GRACE } from '@/lib/accounts/schedule-deletion'
import { config } from '@/lib/config/config'
import { DAY } from '@/lib/config/durations'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { usernameOf } from '@/lib/forms/shown-for'
import { OTHER_ACCOUNT, withReturnTo } from '@/lib/http/with-return-to'
import { readReturnTo, readNext } from '@/lib/next/read-return-to'
import { redirectSignedIn } from '@/lib/next/redirect-signed-in'
import { shownFor } from '@/lib/next/shown-for'
import { LogInForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.login'))('title'),
})

/** What other pages send a person here with. Nothing else from the address is ever shown. */
const NOTICES = ['logged-out', 'deletion-scheduled', 'password-reset'] as const

export default async function LogInPage({ searchParams }: { searchParams: SearchParams }) {
  const { notice: wanted, callbackUrl: returnTo, next, [OTHER_ACCOUNT]: isForOther } = await searchParams
  const callbackUrl = readReturnTo(returnTo) ?? readNext(next)
  const notice = NOTICES.find((name) => name === searchParameter(wanted))
  // Every session of the account whose password was reset has ended: who is logged in is someone else.
  if (isForOther === undefined && notice !== 'password-reset') await redirectSignedIn(callbackUrl)
  const username = usernameOf(await shownFor())
  const t = await getTranslations('pages.login')
  return (
    <>
      <PageHeading isCentered title={t('title')} />
      {notice && (
        <PageNotice tone={notice === 'deletion-scheduled' ? 'warning' : 'success'}>
          {t(`notices.${notice}`, { days: DELETION_GRACE / DAY })}
        </PageNotice>
      )}
      {username && <Notice tone="info">{t.rich('otherAccount', { username, strong: emphasis })}</Notice>}
      <LogInForm callbackUrl={callbackUrl} />
      {config().registration.kind !== 'closed' && (
        <p className="text-center text-muted">
          {t.rich('newHere', {
            link: (text) => <TextLink href={withReturnTo('/register', callbackUrl)}>{text}</TextLink>,
          })}
        </p>
      )}
    </>
  )
}
