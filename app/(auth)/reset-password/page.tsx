import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { ClientMessagesProvider } from '@/components/shell/client-messages-provider'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { usernameOf } from '@/lib/forms/shown-for'
import { newPasswordRule } from '@/lib/next/new-password-rule'
import { requestContext } from '@/lib/next/request-context'
import { shownFor } from '@/lib/next/shown-for'
import { findResetToken } from '@/lib/passwords/find-reset-token'
import { LinkOfOther } from '../link-of-other'
import { ResetPasswordForm } from './form'

type PageProps = { searchParams: SearchParams }

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const t = await getTranslations('pages')
  const { found } = await inspect(searchParams)
  return { title: found ? t('resetPassword.title') : t('deadLink'), robots: { index: false } }
}

export default async function ResetPasswordPage({ searchParams }: PageProps) {
  const t = await getTranslations('pages')
  const { token, found } = await inspect(searchParams)
  if (!found) {
    return (
      <>
        <PageHeading isCentered title={t('deadLink')}>
          {t('resetPassword.deadLinkText')}
        </PageHeading>
        <ButtonLink href="/forgot-password">{t('resetPassword.getNewLink')}</ButtonLink>
      </>
    )
  }
  const { username, email, name } = found.user
  const { actor } = await requestContext()
  return (
    <>
      <PageHeading isCentered title={t('resetPassword.title')}>
        {t.rich('resetPassword.text', { username, strong: emphasis })}
      </PageHeading>
      <LinkOfOther username={usernameOf(await shownFor())} other={actor?.userId === found.user.id ? null : username} />
      <ClientMessagesProvider extent="new-password">
        <ResetPasswordForm
          token={token}
          username={username}
          ownNames={[username, email, name]}
          newPasswordRule={await newPasswordRule()}
        />
      </ClientMessagesProvider>
    </>
  )
}

/** What the address of the page leads to. */
async function inspect(searchParams: SearchParams) {
  const token = searchParameter((await searchParams).token) ?? ''
  return { token, found: await findToken(token) }
}

/** Once a request, for the page and its title. */
const findToken = cache(async (token: string) => (token ? findResetToken(token, (await requestContext()).now) : null))
