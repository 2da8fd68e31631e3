'use client'

import type { ReactNode } from 'react'
import { OtherAccount } from '@/components/forms/session-text'
import { PartShownFor, useShownFor } from '@/components/forms/shown-for'
import { Notice } from '@/components/ui/notice'
import { markOf, usernameOf, type ShownFor } from '@/lib/forms/shown-for'

/**
 * What an account's page shows in its frame. A link of the page before leads here while the frame stays: where another
 * account was logged in in the meantime, its content is not shown in the frame of the first.
 */
export function AccountPart({ shownFor, children }: { shownFor: ShownFor; children: ReactNode }) {
  const frame = useShownFor()
  if (markOf(frame) === markOf(shownFor)) return <PartShownFor shownFor={shownFor}>{children}</PartShownFor>
  return (
    <Notice tone="warning" role="alert">
      <OtherAccount username={usernameOf(shownFor)} />
    </Notice>
  )
}
