import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { MailboxHint } from '@/components/shell/mailbox-hint'
import { TextLink } from '@/components/ui/text-link'
import { config } from '@/lib/config/config'
import { ForgotPasswordForm } from './form'

export const metadata: Metadata = { title: 'Forgot your password?' }

export default function ForgotPasswordPage() {
  return (
    <>
      <PageHeading isCentered title="Forgot your password?">
        Enter the e-mail address of your account, and we send you a link to choose a new one.
      </PageHeading>
      <ForgotPasswordForm />
      {config().emailServer.kind === 'mailbox' && <MailboxHint />}
      <p className="text-center text-muted">
        Remembered it? <TextLink href="/login">Log in</TextLink>
      </p>
    </>
  )
}
