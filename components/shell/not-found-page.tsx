'use client'

import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { PageLink } from '@/components/ui/page-link'
import { DoorwayFrame } from './doorway-frame'
import { PageHeading } from './page-heading'

/**
 * What a person sees where there is no page. Next sends it twice with every page, in case that one turns out not to be there:
 * as a component of the browser it is a word there, not a page.
 */
export function NotFoundPage() {
  const t = useTranslations('failure')
  return (
    <DoorwayFrame link={PageLink}>
      <PageHeading isCentered title={t('notFound.title')}>
        {t('notFound.text')}
      </PageHeading>
      <ButtonLink href="/">{t('frontPage')}</ButtonLink>
    </DoorwayFrame>
  )
}
