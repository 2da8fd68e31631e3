import type { Metadata } from 'next'
import { Doorway } from '@/components/shell/doorway'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFoundPage() {
  return (
    <Doorway>
      <PageHeading isCentered title="No door here">
        There is no page at this address. It may have moved, or the link is not complete.
      </PageHeading>
      <ButtonLink href="/">To the front page</ButtonLink>
    </Doorway>
  )
}
