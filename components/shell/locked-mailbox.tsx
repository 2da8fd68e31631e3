import { ButtonLink } from '@/components/ui/button-link'
import { Doorway } from './doorway'
import { PageHeading } from './page-heading'

/** The development inbox for whoever has not shown its key: how to get in. */
export function LockedMailbox() {
  return (
    <Doorway>
      <PageHeading isCentered title="The inbox is locked">
        Whoever reads it could open every account, so it needs its key. Use the link that{' '}
        <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-sm whitespace-nowrap text-ink">
          npm run up
        </code>{' '}
        printed when the server started, or log in as an administrator.
      </PageHeading>
      <ButtonLink href="/" variant="secondary">
        To the front page
      </ButtonLink>
    </Doorway>
  )
}
