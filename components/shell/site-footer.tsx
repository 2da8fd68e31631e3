import type { ReactNode } from 'react'

/** The floor that every page stands on. `choices` are the reader's own: how the pages look. */
export function SiteFooter({ choices }: { choices: ReactNode }) {
  return (
    <footer data-no-print className="border-t border-line bg-ground">
      <div className="mx-auto flex max-w-account flex-wrap items-center justify-end gap-x-6 gap-y-2 px-4 py-3 sm:px-6">
        {choices}
      </div>
    </footer>
  )
}
