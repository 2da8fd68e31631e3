import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { TextLink } from '@/components/ui/text-link'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.oldLink'))('title'),
  robots: { index: false },
})

/** Where links lead that an older service emailed before the move (lib/legacy-api/old-pages.ts). */
export default async function OldLinkPage({ searchParams }: { searchParams: SearchParams }) {
  const t = await getTranslations('pages')
  const isVerification = searchParameter((await searchParams).for) === 'verification'
  return (
    <>
      <PageHeading isCentered title={t('oldLink.title')}>
        {t(isVerification ? 'oldLink.verificationText' : 'oldLink.resetText')}
      </PageHeading>
      {isVerification ? (
        <ButtonLink href="/verify-email">{t('oldLink.getNewEmail')}</ButtonLink>
      ) : (
        <ButtonLink href="/forgot-password">{t('resetPassword.getNewLink')}</ButtonLink>
      )}
      <p className="text-center text-muted">
        {t.rich('oldLink.haveAccount', { link: (text) => <TextLink href="/login">{text}</TextLink> })}
      </p>
    </>
  )
}
