import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/shell/page-heading'
import { MailboxHint } from '@/components/shell/mailbox-hint'
import { TextLink } from '@/components/ui/text-link'
import { config } from '@/lib/config/config'
import { ForgotPasswordForm } from './form'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('pages.forgotPassword'))('title'),
})

export default async function ForgotPasswordPage() {
  const t = await getTranslations('pages.forgotPassword')
  return (
    <>
      <PageHeading isCentered title={t('title')}>
        {t('text')}
      </PageHeading>
      <ForgotPasswordForm />
      {config().emailServer.kind === 'mailbox' && <MailboxHint />}
      <p className="text-center text-muted">
        {t.rich('remembered', { link: (text) => <TextLink href="/login">{text}</TextLink> })}
      </p>
    </>
  )
}
