import type { Metadata } from 'next'
import { PageHeading } from '@/components/shell/page-heading'
import { Card } from '@/components/ui/card'
import { getProfile } from '@/lib/accounts/get-profile'
import { requireSession } from '@/lib/next/require-session'
import { EditProfileForm } from './form'

export const metadata: Metadata = { title: 'Edit profile' }

export default async function EditProfilePage() {
  const ctx = await requireSession('/profile/edit')
  const { username, name, bio, location, website, phone } = await getProfile(ctx)
  return (
    <>
      <PageHeading title="Edit profile">All but the username may stay empty.</PageHeading>
      <Card>
        <EditProfileForm profile={{ username, name, bio, location, website, phone }} />
      </Card>
    </>
  )
}
