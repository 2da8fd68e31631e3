import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Doorway } from '@/components/shell/doorway'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.notFound'))('pageTitle'),
})

export default async function NotFoundPage() {
  const t = await getTranslations('pages')
  return (
    <Doorway>
      <PageHeading isCentered title={t('notFound.title')}>
        {t('notFound.text')}
      </PageHeading>
      <ButtonLink href="/">{t('toFrontPage')}</ButtonLink>
    </Doorway>
  )
}
