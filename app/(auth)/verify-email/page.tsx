import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { MailboxHint } from '@/components/shell/mailbox-hint'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { TextLink } from '@/components/ui/text-link'
import { inspectVerificationLink } from '@/lib/accounts/inspect-verification-link'
import { config } from '@/lib/config/config'
import { HOUR, MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { findBrowserClaim } from '@/lib/next/find-browser-claim'
import { requestContext } from '@/lib/next/request-context'
import { CODE_LIFETIME, VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { CodeForm } from './code-form'
import { LinkForms } from './link-forms'
import { ResendForm } from './resend-form'

export const metadata: Metadata = { title: 'Confirm your e-mail address', robots: { index: false } }

export default async function VerifyEmailPage({ searchParams }: { searchParams: SearchParams }) {
  const { token, notice } = await searchParams
  const ctx = await requestContext()
  if (searchParameter(notice) === 'not-me') return <ThankYou />
  const linkToken = searchParameter(token)
  return linkToken ? <Link token={linkToken} ctx={ctx} /> : <Code ctx={ctx} />
}

async function Link({ token, ctx }: { token: string; ctx: Context }) {
  const claim = await findBrowserClaim(ctx)
  const link = await inspectVerificationLink({ token, claimId: claim?.claimId ?? null }, ctx)
  if (link.kind === 'invalid') {
    return (
      <>
        <PageHeading isCentered title="This link no longer works">
          It has expired, was used already, or is not complete. If you have proven your address with it, just log in.
          Otherwise get a new one.
        </PageHeading>
        <NewMail />
      </>
    )
  }
  const { username, email, needsPassword } = link
  return (
    <>
      <PageHeading isCentered title="Confirm your address">
        <strong className="font-medium text-ink">{email}</strong> for the account{' '}
        <strong className="font-medium text-ink">{username}</strong>.
      </PageHeading>
      <LinkForms token={token} needsPassword={needsPassword} />
    </>
  )
}

async function Code({ ctx }: { ctx: Context }) {
  const claim = await findBrowserClaim(ctx)
  if (!claim) {
    if (ctx.actor) redirect(config().afterLoginUrl)
    return (
      <>
        <PageHeading isCentered title="Confirm your address">
          Open the link in the mail that we sent you. If it is lost or too old, get a new one here.
        </PageHeading>
        <NewMail />
      </>
    )
  }
  return (
    <>
      <PageHeading isCentered title="Check your inbox">
        We sent a mail to <strong className="font-medium text-ink">{claim.email}</strong>. Enter its code here, or open
        its link. The code works for {CODE_LIFETIME / MINUTE} minutes, the link for {VERIFICATION_LINK_LIFETIME / HOUR}{' '}
        hours.
      </PageHeading>
      {config().emailServer.kind === 'mailbox' && <MailboxHint />}
      <CodeForm />
      <div className="flex flex-col gap-3 border-t border-line pt-6">
        <p className="text-center text-sm text-muted">
          Nothing there? Look among the junk mail, or let us send another.
        </p>
        <ResendForm />
      </div>
      {ctx.actor ? (
        <TextLink href="/profile" className="self-center">
          Back to your profile
        </TextLink>
      ) : (
        <div className="flex flex-col gap-5 text-center text-muted">
          <p>
            Wrong address? <TextLink href="/register">Register again</TextLink>
          </p>
          <p>
            Already verified? <TextLink href="/login">Log in</TextLink>
          </p>
        </div>
      )}
    </>
  )
}

function NewMail() {
  return (
    <>
      <ResendForm asksForEmail />
      {config().emailServer.kind === 'mailbox' && <MailboxHint />}
      <p className="text-center text-muted">
        Already verified? <TextLink href="/login">Log in</TextLink>
      </p>
    </>
  )
}

function ThankYou() {
  return (
    <>
      <PageHeading isCentered title="Thank you">
        The registration is void. No account was created with your address, and there is nothing more for you to do.
      </PageHeading>
      <ButtonLink href="/" variant="secondary">
        To the front page
      </ButtonLink>
    </>
  )
}
