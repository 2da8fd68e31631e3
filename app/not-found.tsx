import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotFoundPage } from '@/components/shell/not-found-page'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.notFound'))('pageTitle'),
})

export default function NotFound() {
  return <NotFoundPage />
}
