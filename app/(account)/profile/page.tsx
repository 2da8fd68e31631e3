import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PageHeading } from '@/components/shell/page-heading'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Moment } from '@/components/ui/moment'
import { PageNotice } from '@/components/ui/page-notice'
import { Portrait } from '@/components/ui/portrait'
import { TextLink } from '@/components/ui/text-link'
import { avatarPath } from '@/lib/avatars/avatar-path'
import type { Profile } from '@/lib/accounts/find-profile'
import { getProfile } from '@/lib/accounts/get-profile'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requireSession } from '@/lib/next/require-session'
import { ProofReminder } from './proof-reminder'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.profile'))('title'),
})

export default async function ProfilePage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('/profile')
  const t = await getTranslations('pages.profile')
  const profile = await getProfile(ctx)
  const isSaved = searchParameter((await searchParams).notice) === 'saved'
  return (
    <>
      {isSaved && <PageNotice>{t('saved')}</PageNotice>}
      {!profile.emailVerified && <ProofReminder email={profile.email} />}
      <Identity profile={profile} />
      <Card>
        <dl className="flex flex-col divide-y divide-line">
          <Row term={t('email')}>
            <span className="wrap-anywhere">{profile.email}</span>{' '}
            {profile.emailVerified ? (
              <Badge tone="success" icon="check">
                {t('verified')}
              </Badge>
            ) : (
              <Badge tone="warning">{t('notVerified')}</Badge>
            )}
          </Row>
          <Row term={t('about')}>{profile.bio && <p className="whitespace-pre-line">{profile.bio}</p>}</Row>
          <Row term={t('location')}>{profile.location}</Row>
          <Row term={t('website')}>{profile.website && <Website url={profile.website} />}</Row>
          <Row term={t('phone')}>{profile.phone && <bdi>{profile.phone}</bdi>}</Row>
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
          <Row term={t('lastLogIn')}>{profile.lastLoginAt && <Moment at={profile.lastLoginAt} withTime />}</Row>
          <Row term={t('passwordChanged')}>
            {profile.passwordChangedAt ? <Moment at={profile.passwordChangedAt} withTime /> : t('never')}
          </Row>
        </dl>
      </Card>
    </>
  )
}

function Identity({ profile: { id, name, username, role, avatarHash } }: { profile: Profile }) {
  const t = useTranslations('pages.profile.roles')
  return (
    <div className="flex items-center gap-4">
      <Portrait src={avatarPath(avatarHash, 256)} name={name || username} seed={id} className="size-16 text-2xl" />
      <div className="min-w-0 flex-1">
        <PageHeading title={name || username}>
          <bdi>@{username}</bdi> {isSpecial(role) && <Badge tone="accent">{t(role)}</Badge>}
        </PageHeading>
      </div>
    </div>
  )
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  const t = useTranslations('pages.profile')
  return (
    <div className="grid gap-x-6 gap-y-0.5 py-3.5 first:pt-0 last:pb-0 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-sm/6 text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children || <span className="text-muted">{t('notGiven')}</span>}</dd>
    </div>
  )
}

/** Shown as a link only when a browser opens it as a page: an old row may hold anything. */
function Website({ url }: { url: string }) {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return url
  return (
    <TextLink href={parsed.href} rel="nofollow noopener noreferrer">
      {url.replace(/^https?:\/\//i, '').replace(/\/$/, '')}
    </TextLink>
  )
}

const isSpecial = (role: string) => role === 'support' || role === 'admin'
