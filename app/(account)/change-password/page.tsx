import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { Card } from '@/components/ui/card'
import { getProfile } from '@/lib/accounts/get-profile'
import { config } from '@/lib/config/config'
import { requireSession } from '@/lib/next/require-session'
import { ChangePasswordForm } from './form'

export const metadata: Metadata = { title: 'Change password' }

export default async function ChangePasswordPage() {
  const ctx = await requireSession('/change-password')
  const { username, email, name } = await getProfile(ctx)
  return (
    <>
      <PageHeading title="Change password">You stay logged in here, and are logged out everywhere else.</PageHeading>
      <Card>
        <ChangePasswordForm
          username={username}
          ownNames={[username, email, name]}
          passwordMinLength={config().passwordMinLength}
        />
      </Card>
    </>
  )
}
