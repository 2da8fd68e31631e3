import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { config } from '@/lib/config/config'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requestContext } from '@/lib/next/request-context'
import { findResetToken } from '@/lib/passwords/find-reset-token'
import { ResetPasswordForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.resetPassword'))('title'),
  robots: { index: false },
})

export default async function ResetPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const token = searchParameter((await searchParams).token)
  const t = await getTranslations('pages')
  const { now } = await requestContext()
  const found = token && (await findResetToken(token, now))
  if (!token || !found) {
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
  return (
    <>
      <PageHeading isCentered title={t('resetPassword.title')}>
        {t.rich('resetPassword.text', { username, strong: emphasis })}
      </PageHeading>
      <ResetPasswordForm
        token={token}
        username={username}
        ownNames={[username, email, name]}
        passwordMinLength={config().passwordMinLength}
      />
    </>
  )
}
