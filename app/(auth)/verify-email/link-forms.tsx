'use client'

import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { HiddenUsername } from '@/components/forms/hidden-username'
import { PasswordField } from '@/components/forms/password-field'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import { useStickyTrue } from '@/components/forms/use-sticky-true'
import { TextLink } from '@/components/ui/text-link'
import { verifyByLinkAction, cancelRegistrationAction } from './actions'
import { NewUsername } from './new-username'

const loadSchema = async () => (await import('@/lib/registration/schemas')).verifyByLinkFormSchema

type LinkFormsProps = {
  token: string
  username: string
  /** Whether this is another browser than the one that registered. */
  needsPassword: boolean
}

/** What can be done with an emailed link: verify the address, or say that it was someone else. */
export function LinkForms({ token, username, needsPassword }: LinkFormsProps) {
  const t = useTranslations('forms')
  const proof = useActionForm({ action: verifyByLinkAction, loadSchema })
  const denial = useActionForm({ action: cancelRegistrationAction })
  const asksForPassword = useStickyTrue(needsPassword || proof.state.fieldErrors.password !== undefined)
  return (
    <>
      <Form form={proof}>
        <input type="hidden" name="token" value={token} />
        <NewUsername otherwise={asksForPassword && <HiddenUsername username={username} />} />
        {asksForPassword && <PasswordField description={t('passwordOfRegistration')} />}
        <SubmitButton>{t('verifyEmail')}</SubmitButton>
        {proof.state.code === 'invalid_token' && <TextLink href="/verify-email">{t('getNewLink')}</TextLink>}
      </Form>
      <div className="flex flex-col gap-3 border-t border-line pt-6">
        <p className="text-center text-sm text-balance text-muted">{t('denialHint')}</p>
        <Form form={denial}>
          <input type="hidden" name="token" value={token} />
          <SubmitButton variant="secondary">{t('deny')}</SubmitButton>
        </Form>
      </div>
    </>
  )
}
