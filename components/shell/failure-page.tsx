'use client'

import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Doorway } from './doorway'
import { PageHeading } from './page-heading'

/** What a person sees when a page failed: nothing of the fault, and two ways on. */
export function FailurePage({ retry }: { retry: () => void }) {
  return (
    <Doorway>
      <PageHeading isCentered title="Something went wrong">
        That was our fault, not yours, and what was saved before is safe. Try again in a moment.
      </PageHeading>
      <div className="flex flex-col gap-3">
        <Button onClick={retry}>Try again</Button>
        {/* A full load: the page at hand may be what is broken. */}
        <a href="/" className={buttonClass('secondary')}>
          To the front page
        </a>
      </div>
    </Doorway>
  )
}
