import type { ComponentType, ReactNode } from 'react'
import { BrandSign } from './brand-sign'

type DoorwayFrameProps = {
  /** What leads to the front page; a full load unless given. */
  link?: 'a' | ComponentType<{ href: string; className: string; children: ReactNode }>
  children: ReactNode
}

/** An arched doorway with light behind it, and the brand above what stands in it. */
export function DoorwayFrame({ link: HomeLink = 'a', children }: DoorwayFrameProps) {
  return (
    <div className="flex flex-1 flex-col items-center sm:px-6 sm:pt-8">
      <main className="doorway flex w-full max-w-doorway flex-1 flex-col items-center px-5 pt-6 pb-16 sm:pt-10">
        <HomeLink href="/" className="flex min-h-target max-w-form flex-col items-center gap-1.5 rounded-control px-3">
          <BrandSign logoClass="size-10" nameClass="text-center text-sm font-semibold tracking-tight wrap-anywhere" />
        </HomeLink>
        <div className="mt-6 flex w-full max-w-form flex-col gap-6">{children}</div>
      </main>
    </div>
  )
}
