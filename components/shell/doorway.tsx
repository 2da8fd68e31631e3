import Link from 'next/link'
import type { ReactNode } from 'react'
import { DoorwayFrame } from './doorway-frame'

/** The frame of the pages outside an account: one thing at a time. */
export function Doorway({ children }: { children: ReactNode }) {
  return <DoorwayFrame link={Link}>{children}</DoorwayFrame>
}
