import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { useId, type ReactNode } from 'react'
import { accountPage } from '@/app/(account)/account-page'
import { PageHeading } from '@/components/shell/page-heading'
import { Card } from '@/components/ui/card'
import { emphasis } from '@/components/ui/emphasis'
import { PageNotice } from '@/components/ui/page-notice'
import { getProfile } from '@/lib/accounts/get-profile'
import { DELETION_GRACE } from '@/lib/accounts/schedule-deletion'
import { DAY } from '@/lib/config/durations'
import { displayEmail } from '@/lib/fields/email-display'
import { searchParameter } from '@/lib/http/search-parameter'
import { DownloadLink } from './download-link'
import { ChangeEmailForm, DeleteAccountForm } from './forms'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.account'))('title'),
})

export default accountPage('/account', async (ctx, searchParams) => {
  const t = await getTranslations('pages.account')
  const { username, email } = await getProfile(ctx)
  const isTooSoon = searchParameter(searchParams.notice) === 'export-later'
  return (
    <>
      <PageHeading title={t('title')}>{t('text')}</PageHeading>
      {isTooSoon && <PageNotice tone="warning">{t('exportLater')}</PageNotice>}
      <Section title={t('emailTitle')} text={t.rich('emailText', { email: displayEmail(email), strong: emphasis })}>
        <ChangeEmailForm username={username} />
      </Section>
      <Section title={t('dataTitle')} text={t('dataText')}>
        <DownloadLink />
      </Section>
      <Section title={t('deleteTitle')} text={t('deleteText', { days: DELETION_GRACE / DAY })}>
        <DeleteAccountForm username={username} graceDays={DELETION_GRACE / DAY} />
      </Section>
    </>
  )
})

function Section({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) {
  const headingId = useId()
  return (
    <Card>
      <section aria-labelledby={headingId} className="flex flex-col gap-5">
        <header>
          <h2 id={headingId} className="text-heading">
            {title}
          </h2>
          <p className="mt-1 text-pretty text-muted">{text}</p>
        </header>
        {children}
      </section>
    </Card>
  )
}
