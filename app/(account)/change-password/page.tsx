import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { accountPage } from '@/app/(account)/account-page'
import { PageHeading } from '@/components/shell/page-heading'
import { Card } from '@/components/ui/card'
import { PageNotice } from '@/components/ui/page-notice'
import { getProfile } from '@/lib/accounts/get-profile'
import { searchParameter } from '@/lib/http/search-parameter'
import { newPasswordRule } from '@/lib/next/new-password-rule'
import { ChangePasswordForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.changePassword'))('title'),
})

export default accountPage('/change-password', async (ctx, searchParams) => {
  const t = await getTranslations('pages.changePassword')
  const { username, email, name, passwordChangedAt } = await getProfile(ctx)
  const isChanged = searchParameter(searchParams.notice) === 'changed'
  // Another change renews both: the notice is announced again, and the form is empty.
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
})
