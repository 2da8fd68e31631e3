import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PartShownFor } from '@/components/forms/shown-for'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { requestContext } from '@/lib/next/request-context'
import { shownFor } from '@/lib/next/shown-for'
import { LogOutForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.logout'))('pageTitle'),
})

export default async function LogOutPage() {
  const { actor } = await requestContext()
  if (!actor) redirect('/login')
  const t = await getTranslations('pages.logout')
  return (
    <>
      <PageHeading isCentered title={t('title')}>
        {t('text')}
      </PageHeading>
      <div className="flex flex-col gap-3">
        <PartShownFor shownFor={await shownFor()}>
          <LogOutForm />
        </PartShownFor>
        <ButtonLink href="/profile" variant="secondary">
          {t('stay')}
        </ButtonLink>
      </div>
    </>
  )
}
