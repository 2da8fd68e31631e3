import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { accountPage } from '@/app/(account)/account-page'
import { PageHeading } from '@/components/shell/page-heading'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Moment } from '@/components/ui/moment'
import { listActivity, type Activity } from '@/lib/accounts/list-activity'
import { searchParameter } from '@/lib/http/search-parameter'
import { deviceName } from '@/lib/http/device-name'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.activity'))('title'),
})

/** What the person may want to look into. */
const ALARMING: Activity['type'][] = ['login.failed', 'login.locked', 'session.refresh_replayed']

export default accountPage('/activity', async (ctx, searchParams) => {
  const { events, next } = await listActivity({ before: searchParameter(searchParams.before) }, ctx)
  const t = await getTranslations('pages.activity')
  return (
    <>
      <PageHeading title={t('title')}>{t('text')}</PageHeading>
      <Card>
        {events.length === 0 && <p className="text-muted">{t('nothing')}</p>}
        <ol className="flex flex-col divide-y divide-line">
          {events.map((event) => (
            <ActivityRow key={event.id} event={event} />
          ))}
        </ol>
      </Card>
      {next && (
        // A new link each time: focus continues at the top of the older events.
        <ButtonLink key={next} href={`/activity?before=${next}`} variant="secondary">
          {t('older')}
        </ButtonLink>
      )}
    </>
  )
})

function ActivityRow({ event }: { event: Activity }) {
  const { type, createdAt, ip, userAgent, isByOther } = event
  const t = useTranslations('pages.activity')
  const tDevices = useTranslations('devices')
  const isAlarming = ALARMING.includes(type)
  return (
    <li className="flex gap-3 py-4 first:pt-0 last:pb-0">
      <span className={`mt-0.5 ${isAlarming ? 'text-danger' : 'text-muted'}`}>
        <Icon name={isAlarming ? 'alert' : 'check'} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {t(`events.${type}`)}
          {isByOther && <Badge tone="neutral">{t('byOther')}</Badge>}
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-4 text-sm text-muted">
          {/* With a width of its own: the text after it does not move when it changes to the reader's own time. */}
          <Moment at={createdAt} withTime className="basis-full sm:basis-72" />
          {!isByOther && userAgent && <span>{deviceName(userAgent, tDevices)}</span>}
          {!isByOther && ip && <bdi className="wrap-anywhere">{ip}</bdi>}
        </p>
      </div>
    </li>
  )
}
