import { redirect } from 'next/navigation'
import { Doorway } from '@/components/shell/doorway'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { config } from '@/lib/config/config'
import { requestContext } from '@/lib/next/request-context'

export default async function HomePage() {
  const { actor } = await requestContext()
  if (actor) redirect('/profile')
  const isOpen = config().registration.kind !== 'closed'
  return (
    <Doorway>
      <PageHeading isCentered title="Welcome">
        Your account lives here: your profile, your password, your address.
      </PageHeading>
      <div className="flex flex-col gap-3">
        <ButtonLink href="/login">Log in</ButtonLink>
        {isOpen && (
          <ButtonLink href="/register" variant="secondary">
            Create an account
          </ButtonLink>
        )}
      </div>
    </Doorway>
  )
}
