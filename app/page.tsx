import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Doorway } from '@/components/shell/doorway'
import { PageHeading } from '@/components/shell/page-heading'
import { ButtonLink } from '@/components/ui/button-link'
import { config } from '@/lib/config/config'
import { requestContext } from '@/lib/next/request-context'

export default async function HomePage() {
  const { actor } = await requestContext()
  if (actor) redirect('/profile')
  const t = await getTranslations('pages')
  const isOpen = config().registration.kind !== 'closed'
  return (
    <Doorway>
      <PageHeading isCentered title={t('home.title')}>
        {t('home.text')}
      </PageHeading>
      <div className="flex flex-col gap-3">
        <ButtonLink href="/login">{t('logIn')}</ButtonLink>
        {isOpen && (
          <ButtonLink href="/register" variant="secondary">
            {t('home.createAccount')}
          </ButtonLink>
        )}
      </div>
    </Doorway>
  )
}
