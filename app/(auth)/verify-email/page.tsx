import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { PartShownFor } from '@/components/forms/shown-for'
import { MailboxHint } from '@/components/shell/mailbox-hint'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { TextLink } from '@/components/ui/text-link'
import { inspectVerificationLink, type VerificationLink } from '@/lib/registration/inspect-verification-link'
import { config } from '@/lib/config/config'
import { HOUR, MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { displayEmail } from '@/lib/fields/email-display'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { usernameOf } from '@/lib/forms/shown-for'
import { findPendingRegistration } from '@/lib/next/find-pending-registration'
import { requestContext } from '@/lib/next/request-context'
import { shownFor } from '@/lib/next/shown-for'
import { CODE_LIFETIME, VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { LinkOfOther } from '../link-of-other'
import { CodeAndNewMail } from './code-and-new-mail'
import { LinkForms } from './link-forms'
import { ResendForm } from './resend-form'

type PageProps = { searchParams: SearchParams }

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const t = await getTranslations('pages')
  const { isDenied, link } = await inspect(searchParams)
  const task = link?.kind === 'invalid' ? t('deadLink') : t('verifyEmail.pageTitle')
  return { title: isDenied ? t('verifyEmail.thanksTitle') : task, robots: { index: false } }
}

export default async function VerifyEmailPage({ searchParams }: PageProps) {
  const { isDenied, token, link } = await inspect(searchParams)
  if (isDenied) return <ThankYou />
  return (
    <PartShownFor shownFor={await shownFor()}>
      {link ? <Link token={token} link={link} /> : <Code ctx={await requestContext()} />}
    </PartShownFor>
  )
}

/** What the address of the page leads to: no link where there is no token. */
async function inspect(searchParams: SearchParams) {
  const { token: linkToken, notice } = await searchParams
  const [isDenied, token] = [searchParameter(notice) === 'not-me', searchParameter(linkToken) ?? '']
  return { isDenied, token, link: isDenied || !token ? null : await findLink(token) }
}

/** Once a request, for the page and its title. */
const findLink = cache(async (token: string) => {
  const ctx = await requestContext()
  const pendingRegistrationId = (await findPendingRegistration(ctx))?.pendingRegistrationId ?? null
  return inspectVerificationLink({ token, pendingRegistrationId }, ctx)
})

async function Link({ token, link }: { token: string; link: VerificationLink }) {
  const t = await getTranslations('pages')
  if (link.kind === 'invalid') {
    return (
      <>
        <PageHeading isCentered title={t('deadLink')}>
          {t('verifyEmail.deadLinkText')}
        </PageHeading>
        <NewMail />
      </>
    )
  }
  const { username, email, needsPassword, isOwnAccount } = link
  return (
    <>
      <PageHeading isCentered title={t('verifyEmail.title')}>
        {t.rich('verifyEmail.text', { email: displayEmail(email), username, strong: emphasis })}
      </PageHeading>
      <LinkOfOther username={usernameOf(await shownFor())} other={isOwnAccount ? null : username} does="log-in" />
      <LinkForms token={token} username={username} needsPassword={needsPassword} />
    </>
  )
}

async function Code({ ctx }: { ctx: Context }) {
  const t = await getTranslations('pages')
  const registration = await findPendingRegistration(ctx)
  if (!registration) {
    if (ctx.actor) redirect(config().afterLoginUrl)
    return (
      <>
        <PageHeading isCentered title={t('verifyEmail.title')}>
          {t('verifyEmail.openLinkText')}
        </PageHeading>
        <NewMail />
      </>
    )
  }
  return (
    <>
      <PageHeading isCentered title={t('verifyEmail.inboxTitle')}>
        {t.rich('verifyEmail.inboxText', {
          email: displayEmail(registration.email),
          minutes: CODE_LIFETIME / MINUTE,
          hours: VERIFICATION_LINK_LIFETIME / HOUR,
          strong: emphasis,
        })}
      </PageHeading>
      {config().emailServer.kind === 'mailbox' && <MailboxHint />}
      <LinkOfOther
        username={usernameOf(await shownFor())}
        other={registration.pendingRegistrationId === ctx.actor?.userId ? null : registration.email}
        does="log-in"
      />
      <CodeAndNewMail hint={t('verifyEmail.nothingThere')} />
      {ctx.actor ? (
        <TextLink href="/profile" className="self-center">
          {t('verifyEmail.backToProfile')}
        </TextLink>
      ) : (
        <div className="flex flex-col gap-5 text-center text-muted">
          <p>{t.rich('verifyEmail.wrongAddress', { link: (text) => <TextLink href="/register">{text}</TextLink> })}</p>
          <p>{t.rich('verifyEmail.alreadyVerified', { link: (text) => <TextLink href="/login">{text}</TextLink> })}</p>
        </div>
      )}
    </>
  )
}

async function NewMail() {
  const t = await getTranslations('pages')
  return (
    <>
      <ResendForm asksForEmail />
      {config().emailServer.kind === 'mailbox' && <MailboxHint />}
      <p className="text-center text-muted">
        {t.rich('verifyEmail.alreadyVerified', { link: (text) => <TextLink href="/login">{text}</TextLink> })}
      </p>
    </>
  )
}

async function ThankYou() {
  const t = await getTranslations('pages')
  return (
    <>
      <PageHeading isCentered title={t('verifyEmail.thanksTitle')}>
        {t('verifyEmail.thanksText')}
      </PageHeading>
      <ButtonLink href="/" variant="secondary">
        {t('toFrontPage')}
      </ButtonLink>
    </>
  )
}
