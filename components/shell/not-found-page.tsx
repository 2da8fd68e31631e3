'use client'

import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { DoorwayFrame } from './doorway-frame'
import { PageHeading } from './page-heading'

/**
 * What a person sees where there is no page. Next sends it twice with every page, in case that one turns out not to be there:
 * as a component of the browser it is a word there, not a page.
 */
export function NotFoundPage() {
  const t = useTranslations('failure')
  return (
    <DoorwayFrame>
      <PageHeading isCentered title={t('notFound.title')}>
        {t('notFound.text')}
      </PageHeading>
      <a href="/" className={buttonClass('primary')}>
        {t('frontPage')}
      </a>
    </DoorwayFrame>
  )
}
