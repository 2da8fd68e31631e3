import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { emphasis } from '@/components/ui/emphasis'
import { config } from '@/lib/config/config'
import { presentUsername } from '@/lib/fields/schemas'
import { returnUrl } from '@/lib/http/return-url'
import { searchParameter, type SearchParams } from '@/lib/http/search-parameter'
import { markOf, SHOWN_FOR, usernameOf } from '@/lib/forms/shown-for'
import { logInAsOtherPath } from '@/lib/http/with-return-to'
import { shownFor } from '@/lib/next/shown-for'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.otherAccount'))('pageTitle'),
  robots: { index: false },
})

/** Says whose session this is, where a plain form or a link of another account's page was refused (S63). */
export default async function OtherAccountPage({ searchParams }: { searchParams: SearchParams }) {
  const { [SHOWN_FOR]: said, to } = await searchParams
  const now = await shownFor()
  const before = searchParameter(said) ?? ''
  const page = returnUrl({ returnTo: searchParameter(to), appUrl: config().appUrl, allowedOrigins: [], fallback: '/' })
  // Logged in again in the meantime, or nobody is: the page itself says what comes next.
  if (!now || markOf(before) === markOf(now)) redirect(page)
  const t = await getTranslations('pages.otherAccount')
  const username = usernameOf(now)
  // Out of the address, so no more than a username may say.
  const other = presentUsername.safeParse(usernameOf(before)).data
  return (
    <>
      <PageHeading isCentered title={t('title', { username })}>
        {other ? t.rich('text', { other, strong: emphasis }) : t('textNow')}
      </PageHeading>
      <div className="flex flex-col gap-3">
        <ButtonLink href={page}>{t('stay', { username })}</ButtonLink>
        <ButtonLink href={logInAsOtherPath(page)} variant="secondary">
          {other ? t('link', { other }) : t('linkNow')}
        </ButtonLink>
      </div>
    </>
  )
}
