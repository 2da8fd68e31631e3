'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { PageLink } from '@/components/ui/page-link'

const PAGES = [
  { href: '/profile', name: 'profile' },
  { href: '/change-password', name: 'password' },
  { href: '/sessions', name: 'devices' },
  { href: '/activity', name: 'activity' },
  { href: '/account', name: 'account' },
] as const

/** The parts of an account, the present one marked. */
export function AccountNav() {
  const t = useTranslations('shell')
  const pathname = usePathname()
  return (
    <nav
      aria-label={t('account')}
      className="-mx-2 flex gap-0.5 overflow-x-auto px-1 py-1 md:flex-col md:gap-1 md:overflow-visible"
    >
      {PAGES.map(({ href, name }) => (
        <PageLink
          key={href}
          href={href}
          ref={pathname === href ? keepInSight : undefined}
          aria-current={pathname === href ? 'page' : pathname.startsWith(`${href}/`) ? 'true' : undefined}
          pendingClass="inset-x-2 md:inset-x-3 bottom-1.5 text-accent"
          className={
            'inline-flex min-h-target shrink-0 items-center rounded-control border border-transparent px-2 md:px-3 ' +
            'text-sm font-medium text-muted transition-colors ' +
            'hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:text-accent'
          }
        >
          {t(name)}
        </PageLink>
      ))}
    </nav>
  )
}

/**
 * On a narrow phone not all of them have room; turned, it is another breadth. `scrollIntoView` would do, but the next
 * Tab would begin here too.
 */
function keepInSight(link: HTMLElement | null) {
  const nav = link?.parentElement
  if (!nav) return undefined
  const breadths = new ResizeObserver(() => {
    const [place, view] = [link.getBoundingClientRect(), nav.getBoundingClientRect()]
    nav.scrollBy({ left: place.left + place.width / 2 - (view.left + view.width / 2) })
  })
  breadths.observe(nav)
  return () => breadths.disconnect()
}
