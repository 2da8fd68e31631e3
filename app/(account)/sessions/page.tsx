import type { Metadata } from 'next'
import { useFormatter, useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { accountPage } from '@/app/(account)/account-page'
import { PageHeading } from '@/components/shell/page-heading'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Moment } from '@/components/ui/moment'
import { PageNotice } from '@/components/ui/page-notice'
import { searchParameter } from '@/lib/http/search-parameter'
import { deviceName } from '@/lib/http/device-name'
import { listSessions, type ListedSession } from '@/lib/sessions/list-sessions'
import { DEVICE_CLASS } from './device-class'
import { EndOtherSessionsForm, OtherDevice } from './forms'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.sessions'))('title'),
})

const NOTICES = ['ended', 'others-ended'] as const
/** More than anybody looks through: only API clients that log in again and again have as many. */
const MAX_SHOWN = 200

export default accountPage('/sessions', async (ctx, searchParams) => {
  const sessions = await listSessions(ctx)
  const t = await getTranslations('pages.sessions')
  const wanted = searchParameter(searchParams.notice)
  const notice = NOTICES.find((name) => name === wanted)
  return (
    <>
      <PageHeading title={t('title')}>{t('text')}</PageHeading>
      {notice && <PageNotice key={sessions.length}>{t(`notices.${notice}`)}</PageNotice>}
      <Card>
        <ul className="flex flex-col divide-y divide-line">
          {sessions.slice(0, MAX_SHOWN).map((session) => (
            <SessionRow key={session.id} session={session} now={ctx.now} />
          ))}
        </ul>
      </Card>
      {sessions.length > MAX_SHOWN && <p className="text-sm text-muted">{t('onlyLastUsed')}</p>}
      {sessions.length > 1 && <EndOtherSessionsForm />}
    </>
  )
})

function SessionRow({ session, now }: { session: ListedSession; now: Date }) {
  const { id, kind, userAgent, ip, lastSeenAt, authenticatedAt, amr, isCurrent } = session
  const t = useTranslations('pages.sessions')
  const tDevices = useTranslations('devices')
  const format = useFormatter()
  const client = deviceName(userAgent, tDevices)
  const isKnown = client !== tDevices('unknown')
  const device = isKnown ? client : kind === 'api' ? tDevices('app') : capitalised(client)
  const facts = (
    <div className="min-w-0 flex-1 basis-48">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
        {device}
        {isCurrent && <Badge tone="success">{t('thisDevice')}</Badge>}
        {kind === 'api' && isKnown && <Badge tone="neutral">{t('app')}</Badge>}
      </p>
      <p className="mt-0.5 flex flex-wrap gap-x-4 text-sm text-muted">
        <time dateTime={lastSeenAt.toISOString()}>
          {isCurrent ? t('activeNow') : t('lastActive', { when: format.relativeTime(lastSeenAt, now) })}
        </time>
        <bdi className="wrap-anywhere">{ip}</bdi>
      </p>
      <p className="text-sm text-muted">
        {t.rich('loggedIn', {
          moment: () => <Moment at={authenticatedAt} />,
          by: amr.length > 1 ? 'both' : (amr[0] ?? 'unknown'),
        })}
      </p>
    </div>
  )
  if (isCurrent) return <li className={DEVICE_CLASS}>{facts}</li>
  return (
    <OtherDevice id={id} device={device}>
      {facts}
    </OtherDevice>
  )
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
