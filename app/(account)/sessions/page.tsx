import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Moment } from '@/components/ui/moment'
import { PageNotice } from '@/components/ui/page-notice'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { requireSession } from '@/lib/next/require-session'
import { listSessions, type ListedSession } from '@/lib/sessions/list-sessions'
import { EndOtherSessionsForm, EndSessionForm } from './forms'

export const metadata: Metadata = { title: 'Devices' }

const NOTICES = new Map([
  ['ended', 'That device is logged out.'],
  ['others-ended', 'You are logged out everywhere else.'],
])

export default async function SessionsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('/sessions')
  const sessions = await listSessions(ctx)
  const notice = NOTICES.get(searchParameter((await searchParams).notice) ?? '')
  return (
    <>
      <PageHeading title="Devices">
        Where you are logged in. Log out what you do not know, then change your password.
      </PageHeading>
      {notice && <PageNotice key={sessions.length}>{notice}</PageNotice>}
      <Card>
        <ul className="flex flex-col divide-y divide-line">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      </Card>
      {sessions.length > 1 && <EndOtherSessionsForm />}
    </>
  )
}

function SessionRow({ session }: { session: ListedSession }) {
  const { id, kind, client, ip, createdAt, lastSeenAt, isCurrent } = session
  const device = kind === 'api' && client === 'an unknown device' ? 'An app' : capitalised(client)
  return (
    <li className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0 sm:flex-row sm:items-center sm:justify-between">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
          {device}
          {isCurrent && <Badge tone="success">This device</Badge>}
          {kind === 'api' && <Badge tone="neutral">App</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-muted">
          {ip}, last seen <Moment at={lastSeenAt} withTime />
        </p>
        <p className="text-sm text-muted">
          Logged in <Moment at={createdAt} withTime />
        </p>
      </div>
      {!isCurrent && <EndSessionForm id={id} device={device} />}
    </li>
  )
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
