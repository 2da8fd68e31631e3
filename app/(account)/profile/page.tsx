import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { accountPage } from '@/app/(account)/account-page'
import { PageHeading } from '@/components/shell/page-heading'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Moment } from '@/components/ui/moment'
import { PageNotice } from '@/components/ui/page-notice'
import { Avatar } from '@/components/ui/avatar'
import { TextLink } from '@/components/ui/text-link'
import { avatarPath } from '@/lib/avatars/avatar-path'
import type { Profile } from '@/lib/accounts/find-profile'
import { getProfile } from '@/lib/accounts/get-profile'
import { displayEmail } from '@/lib/fields/email-display'
import { searchParameter } from '@/lib/http/search-parameter'
import { afterLogIn } from '@/lib/next/after-log-in'
import { VerificationReminder } from './verification-reminder'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.profile'))('title'),
})

export default accountPage('/profile', async (ctx, searchParams) => {
  const t = await getTranslations('pages.profile')
  const profile = await getProfile(ctx)
  const { bio, location, website, phone, lastLoginAt } = profile
  const { notice: wanted, callbackUrl } = searchParams
  const notice = searchParameter(wanted)
  // Empty where that is nowhere that a login may lead.
  const returnTo = afterLogIn(searchParameter(callbackUrl), '')
  return (
    <>
      <Identity profile={profile} />
      {notice === 'saved' && <PageNotice>{t('saved')}</PageNotice>}
      {notice === 'deletion-undone' && (
        <>
          <PageNotice>{t('deletionUndone')}</PageNotice>
          {returnTo && (
            <TextLink href={returnTo} className="self-start">
              {t('goOn')}
            </TextLink>
          )}
        </>
      )}
      {!profile.emailVerified && <VerificationReminder email={displayEmail(profile.email)} />}
      <Card>
        <dl className="flex flex-col divide-y divide-line">
          <Row term={t('email')}>
            <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <span className="min-w-0">{displayEmail(profile.email)}</span>
              {profile.emailVerified ? (
                <Badge tone="success" icon="check">
                  {t('verified')}
                </Badge>
              ) : (
                <Badge tone="warning">{t('notVerified')}</Badge>
              )}
            </span>
          </Row>
          {bio && (
            <Row term={t('about')}>
              <p className="own-direction whitespace-pre-line">{bio}</p>
            </Row>
          )}
          {location && (
            <Row term={t('location')}>
              <bdi>{location}</bdi>
            </Row>
          )}
          {website && (
            <Row term={t('website')}>
              <Website url={website} />
            </Row>
          )}
          {phone && (
            <Row term={t('phone')}>
              <bdi>{phone}</bdi>
            </Row>
          )}
          {!(bio || location || website || phone) && (
            <Row term={t('about')}>
              <p className="text-muted">{t('nothingYet')}</p>
            </Row>
          )}
        </dl>
        <ButtonLink href="/profile/edit" variant="secondary" className="mt-5 w-full sm:w-auto">
          {t('edit')}
        </ButtonLink>
      </Card>
      <Card>
        <dl className="flex flex-col divide-y divide-line">
          <Row term={t('memberSince')}>
            <Moment at={profile.createdAt} />
          </Row>
          {lastLoginAt && (
            <Row term={t('lastLogIn')}>
              <Moment at={lastLoginAt} withTime />
            </Row>
          )}
          <Row term={t('passwordChanged')}>
            {profile.passwordChangedAt ? <Moment at={profile.passwordChangedAt} withTime /> : t('never')}
          </Row>
        </dl>
      </Card>
    </>
  )
})

function Identity({ profile: { id, name, username, role, avatarHash } }: { profile: Profile }) {
  const t = useTranslations('pages.profile.roles')
  return (
    <div className="flex items-center gap-4">
      <Avatar src={avatarPath(avatarHash, 256)} name={name || username} seed={id} className="size-16 text-2xl" />
      <div className="min-w-0 flex-1">
        <PageHeading title={<bdi>{name || username}</bdi>}>
          <bdi>@{username}</bdi> {isSpecial(role) && <Badge tone="accent">{t(role)}</Badge>}
        </PageHeading>
      </div>
    </div>
  )
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-3.5 first:pt-0 last:pb-0 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="text-sm/6 text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

/** Shown as a link only when a browser opens it as a page: an old row may hold anything. */
function Website({ url }: { url: string }) {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return <bdi>{url}</bdi>
  return (
    <TextLink href={parsed.href} rel="nofollow noopener noreferrer">
      <bdi>{url.replace(/^https?:\/\//i, '').replace(/\/$/, '')}</bdi>
    </TextLink>
  )
}

const isSpecial = (role: string) => role === 'support' || role === 'admin'
