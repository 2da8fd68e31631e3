'use client'

import { useTranslations } from 'next-intl'
import { useState, type MouseEvent } from 'react'
import { useShownFor } from '@/components/forms/shown-for'
import { buttonClass } from '@/components/ui/button-class'
import { classNames } from '@/components/ui/class-names'
import { LiveRegion } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'
import { Spinner } from '@/components/ui/spinner'
import { withShownFor } from '@/lib/forms/shown-for'

/** Why a download failed: the line, or the server. */
const FAILURES = ['failed', 'our_fault', 'database_unavailable'] as const

type Progress = 'none' | 'preparing' | 'saved' | (typeof FAILURES)[number]

/**
 * Fetches the person's data, and says how far it is: being put together, saved, or not to be had. Without JavaScript it
 * is a plain link, and the browser says so.
 */
export function DownloadLink() {
  const t = useTranslations('forms.export')
  const tErrors = useTranslations('errors')
  const [progress, setProgress] = useState<Progress>('none')
  const shownFor = useShownFor()
  const isPreparing = progress === 'preparing'
  const failure = FAILURES.find((name) => name === progress)

  async function download(event: MouseEvent<HTMLAnchorElement>) {
    event.preventDefault()
    if (isPreparing) return
    const { href } = event.currentTarget
    setProgress('preparing')
    setProgress(await save(href).catch(() => 'failed' as const))
  }

  return (
    <>
      {/* A plain link: the router must not fetch it. */}
      <a
        href={withShownFor('/account/export', shownFor)}
        download
        onClick={(event) => void download(event)}
        aria-disabled={isPreparing || undefined}
        className={classNames(buttonClass('secondary'), 'sm:self-start', isPreparing && 'cursor-progress opacity-60')}
      >
        {t('download')}
      </a>
      <LiveRegion>
        {isPreparing && (
          // How long it takes is not known before it is there.
          <p className="flex items-center gap-3 text-sm text-muted">
            <Spinner className="size-4" />
            {t('preparing')}
          </p>
        )}
        {progress === 'saved' && <Notice tone="success">{t('saved')}</Notice>}
        {failure && <Notice tone="danger">{failure === 'failed' ? t('failed') : tErrors(failure)}</Notice>}
      </LiveRegion>
    </>
  )
}

/** Fetches a file and has the browser keep it. Where the server leads to a page instead, that page is opened. */
async function save(href: string): Promise<Progress> {
  const response = await fetch(href)
  if (response.redirected) {
    location.assign(response.url)
    return 'none'
  }
  if (!response.ok) return response.status === 503 ? 'database_unavailable' : 'our_fault'
  const url = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: url, download: 'account.zip' })
  link.click()
  // The browser reads it after the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return 'saved'
}
