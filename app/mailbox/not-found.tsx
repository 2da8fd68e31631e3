import NotFoundPage from '@/app/not-found'
import { Doorway } from '@/components/shell/doorway'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { config } from '@/lib/config/config'

export default function MailboxNotFoundPage() {
  if (config().emailServer.kind !== 'mailbox') return <NotFoundPage />
  return (
    <Doorway>
      <PageHeading title="The inbox is locked">
        Whoever reads it could open every account, so it needs its key. Use the link that{' '}
        <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-sm text-ink">npm run up</code> printed when the server
        started, or log in as an administrator.
      </PageHeading>
      <ButtonLink href="/" variant="secondary">
        To the front page
      </ButtonLink>
    </Doorway>
  )
}
