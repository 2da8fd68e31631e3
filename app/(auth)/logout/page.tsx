import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { requestContext } from '@/lib/next/request-context'
import { LogOutForm } from './form'

export const metadata: Metadata = { title: 'Log out' }

export default async function LogOutPage() {
  const { actor } = await requestContext()
  if (!actor) redirect('/login')
  return (
    <>
      <PageHeading isCentered title="Log out?">You will need your password to come back in.</PageHeading>
      <div className="flex flex-col gap-3">
        <LogOutForm />
        <ButtonLink href="/profile" variant="secondary">
          Stay logged in
        </ButtonLink>
      </div>
    </>
  )
}
