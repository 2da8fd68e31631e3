'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

const PAGES = [
  { href: '/profile', label: 'Profile' },
  { href: '/change-password', label: 'Password' },
  { href: '/sessions', label: 'Devices' },
  { href: '/account', label: 'Account' },
] as const

/** The parts of an account, the present one marked. */
export function AccountNav() {
  const pathname = usePathname()
  return (
    <nav aria-label="Account" className="-mx-2 flex gap-1 overflow-x-auto px-1 py-1 md:flex-col md:overflow-visible">
      {PAGES.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? 'page' : pathname.startsWith(`${href}/`) ? 'true' : undefined}
          className={
            'inline-flex min-h-target shrink-0 items-center rounded-control px-3 text-sm font-medium text-muted transition-colors ' +
            'hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:text-accent'
          }
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
