import type { Metadata } from 'next'
import { useId, type ReactNode } from 'react'
import { PageHeading } from '@/components/shell/page-heading'
import { buttonClass } from '@/components/ui/button-class'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { getProfile } from '@/lib/accounts/get-profile'
import { DELETION_GRACE } from '@/lib/accounts/schedule-deletion'
import { DAY } from '@/lib/config/durations'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requireSession } from '@/lib/next/require-session'
import { ChangeAddressForm, DeleteAccountForm } from './forms'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('/account')
  const { email } = await getProfile(ctx)
  const isTooSoon = searchParameter((await searchParams).notice) === 'export-later'
  return (
    <>
      {isTooSoon && (
        <Notice tone="warning">You have downloaded your data often today. Please try again tomorrow.</Notice>
      )}
      <PageHeading title="Account">Your e-mail address, your data, and the end of your account.</PageHeading>
      <Section
        title="E-mail address"
        text={
          <>
            It is <strong className="font-medium wrap-anywhere text-ink">{email}</strong>. A new one takes effect when you
            open the link that we mail to it. The old one is told.
          </>
        }
      >
        <ChangeAddressForm />
      </Section>
      <Section
        title="Your data"
        text={
          'Everything that is held on you: your account, your devices, and what happened, as a zip of files that any ' +
          'program can read.'
        }
      >
        {/* A plain link: the router must not fetch it, the browser must save it. */}
        <a href="/account/export" download className={`${buttonClass('secondary')} sm:self-start`}>
          Download my data
        </a>
      </Section>
      <Section
        title="Delete account"
        text={
          `You are logged out everywhere at once. For ${DELETION_GRACE / DAY} days a log-in takes it back, then ` +
          'everything is gone for good.'
        }
      >
        <DeleteAccountForm graceDays={DELETION_GRACE / DAY} />
      </Section>
    </>
  )
}

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
