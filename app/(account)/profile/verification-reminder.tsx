import { useTranslations } from 'next-intl'
import { ResendForm } from '../../(auth)/verify-email/resend-form'
import { TextLink } from '@/components/ui/text-link'

/** For an account that works already though its address is not verified yet. */
export function VerificationReminder({ email }: { email: string }) {
  const t = useTranslations('pages.profile.verification')
  return (
    <section aria-labelledby="proof" className="flex flex-col gap-4 rounded-card bg-warning-soft p-5">
      <div>
        <h2 id="proof" className="font-semibold text-warning">
          {t('title')}
        </h2>
        <p className="mt-1 text-sm wrap-anywhere">{t('text', { email })}</p>
      </div>
      <ResendForm className="sm:self-start" />
      <p className="text-sm">
        {t.rich('haveEmail', { link: (text) => <TextLink href="/verify-email">{text}</TextLink> })}
      </p>
    </section>
  )
}
