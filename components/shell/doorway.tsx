import Link from 'next/link'
import type { ReactNode } from 'react'
import { BrandSign } from './brand-sign'

/** The frame of the pages outside an account: one thing at a time, in an arched doorway with light behind it. */
export function Doorway({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col items-center sm:px-6 sm:pt-8">
      <main className="doorway flex w-full max-w-doorway flex-1 flex-col items-center px-5 pt-6 pb-16 sm:pt-10">
        <Link href="/" className="flex min-h-target max-w-form flex-col items-center gap-1.5 rounded-control px-3">
          <BrandSign logoClass="size-10" nameClass="text-center text-sm font-semibold tracking-tight wrap-anywhere" />
        </Link>
        <div className="mt-6 flex w-full max-w-form flex-col gap-6">{children}</div>
      </main>
    </div>
  )
}
