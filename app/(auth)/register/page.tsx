import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientMessagesProvider } from '@/components/shell/client-messages-provider'
import { PageHeading } from '@/components/shell/page-heading'
import { TextLink } from '@/components/ui/text-link'
import { config } from '@/lib/config/config'
import { alternatives } from '@/lib/errors/problem-text'
import type { SearchParams } from '@/lib/http/search-parameter'
import { withReturnTo } from '@/lib/http/with-return-to'
import { newPasswordRule } from '@/lib/next/new-password-rule'
import { readReturnTo } from '@/lib/next/read-return-to'
import { redirectSignedIn } from '@/lib/next/redirect-signed-in'
import { newToken } from '@/lib/one-time/secrets'
import { RegisterForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.register'))('title'),
})

export default async function RegisterPage({ searchParams }: { searchParams: SearchParams }) {
  const callbackUrl = readReturnTo((await searchParams).callbackUrl)
  await redirectSignedIn(callbackUrl)
  const [t, tErrors] = await Promise.all([getTranslations('pages.register'), getTranslations('errors')])
  const { registration } = config()
  if (registration.kind === 'closed') {
    return (
      <>
        <PageHeading isCentered title={t('closedTitle')}>
          {t('closedText')}
        </PageHeading>
        <ToLogin callbackUrl={callbackUrl} />
      </>
    )
  }
  return (
    <>
      <PageHeading isCentered title={t('title')}>
        {t('text')}
      </PageHeading>
      <ClientMessagesProvider extent="new-password">
        <RegisterForm
          formToken={newToken()}
          newPasswordRule={await newPasswordRule()}
          domains={registration.kind === 'domains' ? alternatives(registration.domains, tErrors) : null}
          callbackUrl={callbackUrl}
        />
      </ClientMessagesProvider>
      <ToLogin callbackUrl={callbackUrl} />
    </>
  )
}

async function ToLogin({ callbackUrl }: { callbackUrl: string | undefined }) {
  const t = await getTranslations('pages.register')
  return (
    <p className="text-center text-muted">
      {t.rich('haveAccount', {
        link: (text) => <TextLink href={withReturnTo('/login', callbackUrl)}>{text}</TextLink>,
      })}
    </p>
  )
}
