'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { DoorwayFrame } from './doorway-frame'
import { goOnAtHeading } from './go-on-at-heading'
import { PageHeading } from './page-heading'

/** What a person sees when a page failed: nothing of the fault, and two ways on. */
export function FailurePage({ retry }: { retry: () => void }) {
  const t = useTranslations('failure')
  // What the person was at went with the page that failed; so does the button here, once that page is back.
  useEffect(() => {
    goOnAtHeading()
    return goOnAtHeading
  }, [])
  return (
    <DoorwayFrame>
      <PageHeading isCentered title={t('title')}>
        {t('text')}
      </PageHeading>
      <div className="flex flex-col gap-3">
        <Button onClick={retry}>{t('tryAgain')}</Button>
        {/* A full load: the page at hand may be what is broken. */}
        <a href="/" className={buttonClass('secondary')}>
          {t('frontPage')}
        </a>
      </div>
    </DoorwayFrame>
  )
}
