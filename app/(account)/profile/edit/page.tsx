import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { accountPage } from '@/app/(account)/account-page'
import { PageHeading } from '@/components/shell/page-heading'
import { Card } from '@/components/ui/card'
import { getProfile } from '@/lib/accounts/get-profile'
import { avatarPath } from '@/lib/avatars/avatar-path'
import { AVATAR_TYPES } from '@/lib/avatars/schemas'
import { BIO_MAX_LENGTH, byField, PROFILE_FIELDS } from '@/lib/accounts/schemas'
import { searchParameter } from '@/lib/http/search-parameter'
import { EditProfileForm } from './form'
import { AvatarForm } from './avatar-form'
import { AvatarNotice } from './avatar-notice'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.editProfile'))('title'),
})

export default accountPage('/profile/edit', async (ctx, searchParams) => {
  const t = await getTranslations('pages.editProfile')
  const profile = await getProfile(ctx)
  const { id, username, name, avatarHash } = profile
  const { notice, problem } = searchParams
  return (
    <>
      <PageHeading title={t('title')}>{t('text')}</PageHeading>
      <AvatarNotice notice={searchParameter(notice)} problem={searchParameter(problem)} />
      <Card>
        <AvatarForm
          picture={{ src: avatarPath(avatarHash, 256), name: name || username, seed: id }}
          types={AVATAR_TYPES}
        />
      </Card>
      <Card>
        <EditProfileForm profile={byField(PROFILE_FIELDS, (field) => profile[field])} bioMaxLength={BIO_MAX_LENGTH} />
      </Card>
    </>
  )
})
