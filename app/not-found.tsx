import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Doorway } from '@/components/shell/doorway'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.notFound'))('pageTitle'),
})

/**
 * Next sends it twice with every page, in case that one turns out not to be there. As a component of the browser it
 * would save 2 kB of HTML, before compression, and cost more than 1 kB of script after it.
 */
export default async function NotFoundPage() {
  const t = await getTranslations('pages')
  return (
    <Doorway>
      <PageHeading isCentered title={t('notFound.pageTitle')}>
        {t('notFound.text')}
      </PageHeading>
      <ButtonLink href="/">{t('toFrontPage')}</ButtonLink>
    </Doorway>
  )
}
