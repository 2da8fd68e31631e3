import type { ReactNode } from 'react'
import { AccountNav } from './account-nav'
import { HomeLink } from './home-link'
import { SkipLink } from './skip-link'

/**
 * The frame of an account's pages. `menu`, two things, stands at the end of the header; a third goes below, at full
 * breadth.
 */
export function AccountFrame({ menu, children }: { menu: ReactNode; children: ReactNode }) {
  return (
    // One element: after a navigation Next scrolls to the first, and the hidden link lies above the page.
    <div className="flex-1">
      <SkipLink />
      <header className="border-b border-line bg-surface">
        <div className="mx-auto grid max-w-account grid-cols-[minmax(0,1fr)_auto_auto] grid-rows-[4rem] items-center gap-x-2 px-4 sm:px-6">
          <HomeLink />
          {menu}
        </div>
      </header>
      <div
        className={
          'mx-auto grid max-w-account gap-x-12 gap-y-4 px-4 pt-2 pb-16 sm:px-6 ' +
          // On paper there is no navigation beside it.
          'md:grid-cols-[10rem_minmax(0,1fr)] md:pt-10 print:block'
        }
      >
        <AccountNav />
        <main id="content" tabIndex={-1} className="flex max-w-2xl min-w-0 flex-col gap-6 outline-none">
          {children}
        </main>
      </div>
    </div>
  )
}
