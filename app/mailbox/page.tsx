import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { HomeLink } from '@/components/shell/home-link'
import { LockedMailbox } from '@/components/shell/locked-mailbox'
import { SkipLink } from '@/components/shell/skip-link'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { Icon } from '@/components/ui/icon'
import { Moment } from '@/components/ui/moment'
import { PageLink } from '@/components/ui/page-link'
import { config } from '@/lib/config/config'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { listMailbox } from '@/lib/mail/list-mailbox'
import type { MailboxMail } from '@/lib/mail/mailbox-mail'
import { isMailboxKey, mayReadMailbox } from '@/lib/next/mailbox-access'
import { AutoRefresh } from './auto-refresh'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.mailbox'))('title'),
  robots: { index: false },
})

const SHOWN = 100

export default async function MailboxPage({ searchParams }: { searchParams: SearchParams }) {
  const parameters = await searchParams
  const key = searchParameter(parameters.key)
  if (config().emailServer.kind !== 'mailbox') notFound()
  if (!(await mayReadMailbox(key))) return <LockedMailbox />
  if (isMailboxKey(key)) redirect(`/mailbox/open?key=${encodeURIComponent(key ?? '')}`)

  const t = await getTranslations('pages.mailbox')
  const mails = await listMailbox({ limit: SHOWN })
  const chosen = mails.find(({ id }) => id === searchParameter(parameters.id))
  const shown = chosen ?? mails[0]
  return (
    // As high as the footer leaves room: lists and emails scroll inside. In a low window the whole page scrolls, not
    // just a strip.
    <div className="flex min-h-110 shrink-0 grow basis-0 flex-col">
      <AutoRefresh />
      {shown && <SkipLink />}
      <header className="flex h-16 shrink-0 items-center justify-between border-b border-line bg-surface px-4 sm:px-6">
        <HomeLink />
        <Badge tone="warning">{t('title')}</Badge>
      </header>
      <main className="flex min-h-0 flex-1">
        <h1 className="sr-only">{t('title')}</h1>
        <nav
          aria-label={t('mails')}
          className={classNames(
            'w-full shrink-0 overflow-y-auto border-line bg-surface',
            shown && 'md:block md:w-80 md:border-e',
            chosen && 'hidden',
          )}
        >
          {mails.length === 0 && <EmptyInbox />}
          <ul>
            {mails.map((mail) => (
              <li key={mail.id}>
                <MailLink mail={mail} isShown={mail === shown} />
              </li>
            ))}
          </ul>
        </nav>
        {shown && (
          <Mail
            mail={shown}
            asText={searchParameter(parameters.view) === 'text'}
            className={chosen ? 'flex' : 'hidden md:flex'}
          />
        )}
      </main>
    </div>
  )
}

function EmptyInbox() {
  const t = useTranslations('pages.mailbox')
  return (
    <div className="grid place-items-center gap-3 px-6 py-20 text-center text-muted">
      <Icon name="envelope" className="size-8" />
      <p>{t('empty')}</p>
    </div>
  )
}

function MailLink({ mail, isShown }: { mail: MailboxMail; isShown: boolean }) {
  return (
    <PageLink
      href={`/mailbox?id=${mail.id}`}
      prefetch={false}
      aria-current={isShown ? 'true' : undefined}
      className={
        'block border-b border-line px-4 py-3 transition-colors hover:bg-sunken focus-visible:-outline-offset-2 ' +
        'md:aria-[current]:bg-accent-soft sm:px-6'
      }
    >
      <span className="block truncate font-medium">{mail.subject}</span>
      <span className="mt-0.5 block truncate text-sm text-muted">{mail.to}</span>
      <Moment at={mail.createdAt} withTime className="mt-0.5 block text-xs/5 text-muted" />
    </PageLink>
  )
}

function Mail({ mail, asText, className }: { mail: MailboxMail; asText: boolean; className: string }) {
  const t = useTranslations('pages.mailbox')
  return (
    <article
      id="content"
      tabIndex={-1}
      aria-labelledby="subject"
      className={`min-h-0 min-w-0 flex-1 flex-col outline-none ${className}`}
    >
      <div className="shrink-0 border-b border-line px-4 pt-2 sm:px-6 md:pt-5">
        <PageLink
          href="/mailbox"
          className="inline-flex min-h-target items-center gap-2 text-sm font-medium text-muted md:hidden"
        >
          <Icon name="arrowLeft" className="size-4 rtl:-scale-x-100" /> {t('allEmails')}
        </PageLink>
        <h2 id="subject" className="text-xl font-semibold tracking-tight wrap-anywhere">
          {mail.subject}
        </h2>
        <p className="mt-1 text-sm text-muted wrap-anywhere">
          {t.rich('toAndWhen', { to: mail.to, moment: () => <Moment at={mail.createdAt} withTime /> })}
        </p>
        <nav aria-label={t('version')} className="mt-2 flex gap-2">
          <VersionLink href={`/mailbox?id=${mail.id}`} isShown={!asText} label={t('html')} />
          <VersionLink href={`/mailbox?id=${mail.id}&view=text`} isShown={asText} label={t('text')} />
        </nav>
      </div>
      {asText ? (
        <pre
          dir="auto"
          // It scrolls by itself: the keyboard must reach it.
          role="region"
          aria-label={t('text')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
          tabIndex={0}
          className={
            'flex-1 overflow-auto bg-surface p-4 font-mono text-sm whitespace-pre-wrap wrap-anywhere sm:p-6 ' +
            '[unicode-bidi:plaintext]'
          }
        >
          {mail.text}
        </pre>
      ) : (
        <iframe
          key={mail.id}
          title={mail.subject}
          src={`/mailbox/${mail.id}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          className="min-h-0 w-full flex-1"
        />
      )}
    </article>
  )
}

function VersionLink({ href, isShown, label }: { href: string; isShown: boolean; label: string }) {
  return (
    <PageLink
      href={href}
      aria-current={isShown ? 'true' : undefined}
      className={
        'inline-flex min-h-target items-center border-b-2 border-transparent px-2 text-sm font-medium text-muted ' +
        'aria-[current]:border-accent aria-[current]:text-ink'
      }
    >
      {label}
    </PageLink>
  )
}
