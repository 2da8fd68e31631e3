import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { TextLink } from '@/components/ui/text-link'
import { config } from '@/lib/config/config'
import { redirectSignedIn } from '@/lib/next/redirect-signed-in'
import { RegisterForm } from './form'

export const metadata: Metadata = { title: 'Create your account' }

export default async function RegisterPage() {
  await redirectSignedIn()
  const { registration, passwordMinLength } = config()
  if (registration.kind === 'closed') {
    return (
      <>
        <PageHeading isCentered title="Registration is closed">
          New accounts are not open to everyone here. Ask the people who run this site for one.
        </PageHeading>
        <ToLogin />
      </>
    )
  }
  return (
    <>
      <PageHeading isCentered title="Create your account">
        It takes a minute, and a mail to prove your address.
      </PageHeading>
      <RegisterForm
        passwordMinLength={passwordMinLength}
        domains={registration.kind === 'domains' ? registration.domains : []}
      />
      <ToLogin />
    </>
  )
}

function ToLogin() {
  return (
    <p className="text-center text-muted">
      Have an account already? <TextLink href="/login">Log in</TextLink>
    </p>
  )
}
