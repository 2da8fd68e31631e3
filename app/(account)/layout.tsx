import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { LogOutForm } from '@/app/(auth)/logout/form'
import { PartShownFor } from '@/components/forms/shown-for'
import { AccountFrame } from '@/components/shell/account-frame'
import { AccountWatch } from '@/components/shell/account-watch'
import { ClientMessagesProvider } from '@/components/shell/client-messages-provider'
import { PageLink } from '@/components/ui/page-link'
import { Avatar } from '@/components/ui/avatar'
import { getProfile } from '@/lib/accounts/get-profile'
import { avatarPath } from '@/lib/avatars/avatar-path'
import { requestContext } from '@/lib/next/request-context'
import { shownFor } from '@/lib/next/shown-for'

/** The parts of the form are the header's own: what it has to say takes a row below the button. */
const IN_HEADER = 'contents! [&>[role=status]]:col-span-full [&>[role=status]]:row-start-2 [&>[role=status]]:mb-3'

export default async function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessagesProvider extent="account">
      <PartShownFor shownFor={await shownFor()}>
        <AccountFrame
          menu={
            <>
              <LogOutForm variant="quiet" className={IN_HEADER} />
              <OwnPortrait />
            </>
          }
        >
          {children}
        </AccountFrame>
        <AccountWatch />
      </PartShownFor>
    </ClientMessagesProvider>
  )
}

/** Who is logged in, leading to the profile. Nobody for a stranger, whom the page itself sends away. */
async function OwnPortrait() {
  const ctx = await requestContext()
  if (!ctx.actor) return null
  const t = await getTranslations('shell')
  const { id, name, username, avatarHash } = await getProfile(ctx)
  return (
    <PageLink
      href="/profile"
      aria-label={t('yourProfile')}
      className="grid size-target place-items-center rounded-control"
    >
      <Avatar src={avatarPath(avatarHash, 96)} name={name || username} seed={id} className="size-9 text-sm" />
    </PageLink>
  )
}
