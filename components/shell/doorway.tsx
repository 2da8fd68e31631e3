import type { ReactNode } from 'react'
import { PageLink } from '@/components/ui/page-link'
import { DoorwayFrame } from './doorway-frame'

/** The frame of the pages outside an account: one thing at a time. */
export function Doorway({ children }: { children: ReactNode }) {
  return <DoorwayFrame link={PageLink}>{children}</DoorwayFrame>
}
