import type { ReactNode } from 'react'
import { HomeLink } from './home-link'

/** The frame of the pages outside an account: one thing at a time, standing in an arched doorway. */
export function Doorway({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center sm:px-6 sm:pt-10">
      <main
        className={
          'flex w-full max-w-doorway flex-1 flex-col items-center bg-surface px-5 pt-6 pb-16 ' +
          'sm:rounded-t-arch sm:border sm:border-b-0 sm:border-line sm:pt-14 sm:shadow-lifted'
        }
      >
        <HomeLink />
        <div className="mt-8 flex w-full max-w-form flex-col gap-6 sm:mt-10">{children}</div>
      </main>
    </div>
  )
}
