import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { Card } from '@/components/ui/card'
import { PageNotice } from '@/components/ui/page-notice'
import { getProfile } from '@/lib/accounts/get-profile'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { newPasswordRule } from '@/lib/next/new-password-rule'
import { requireSession } from '@/lib/next/require-session'
import { ChangePasswordForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.changePassword'))('title'),
})

export default async function ChangePasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('/change-password')
  const t = await getTranslations('pages.changePassword')
  const { username, email, name, passwordChangedAt } = await getProfile(ctx)
  const isChanged = searchParameter((await searchParams).notice) === 'changed'
  // Another change makes both new: the notice is told again, and nothing typed stays in the form.
  const version = passwordChangedAt?.getTime()
  return (
    <>
      <PageHeading title={t('title')}>{t('text')}</PageHeading>
      {isChanged && <PageNotice key={version}>{t('changed')}</PageNotice>}
      <Card>
        <ChangePasswordForm
          key={version}
          username={username}
          ownNames={[username, email, name]}
          newPasswordRule={await newPasswordRule()}
        />
      </Card>
    </>
  )
}
