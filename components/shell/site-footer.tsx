import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { mailtoUrl } from '@/lib/http/mailto-url'

type SiteFooterProps = {
  links: { termsUrl?: string | undefined; privacyUrl?: string | undefined; supportEmail?: string | undefined }
  /** The reader's own: how the pages look, and what they speak. */
  choices: ReactNode
}

/** The floor that every page stands on. */
export function SiteFooter({ links: { termsUrl, privacyUrl, supportEmail }, choices }: SiteFooterProps) {
  const t = useTranslations('shell')
  const links = [
    termsUrl && { href: termsUrl, label: t('terms') },
    privacyUrl && { href: privacyUrl, label: t('privacy') },
    supportEmail && { href: mailtoUrl(supportEmail), label: t('help') },
  ].filter((link) => typeof link === 'object')
  return (
    <footer data-no-print className="border-t border-line bg-ground">
      <div
        className={
          'mx-auto flex max-w-account flex-wrap items-center justify-center gap-x-6 gap-y-2 px-4 py-3 sm:px-6 ' +
          // As high as its choices before they have come, for browsers that draw a page in parts.
          'min-h-32 min-[30rem]:min-h-18'
        }
      >
        {links.length > 0 && (
          <nav aria-label={t('aboutSite')} className="-mx-3 flex flex-wrap">
            {links.map(({ href, label }) => (
              <a
                key={label}
                href={href}
                className={
                  'inline-flex min-h-target min-w-target items-center justify-center rounded-control px-3 text-sm ' +
                  'text-muted transition-colors hover:text-ink hover:underline hover:underline-offset-4'
                }
              >
                {label}
              </a>
            ))}
          </nav>
        )}
        <div className="flex flex-wrap items-center justify-center gap-3">{choices}</div>
      </div>
    </footer>
  )
}
