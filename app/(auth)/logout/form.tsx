'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { useActionForm } from '@/components/forms/use-action-form'
import type { ButtonVariant } from '@/components/ui/button-class'
import { logOutAction } from './actions'

type LogOutFormProps = { variant?: ButtonVariant; className?: string }

/** The button that logs out: on its own page, and in the header of every page of an account. */
export function LogOutForm(props: LogOutFormProps) {
  // What failed on one page is not said on the next.
  return <FormOfPage key={usePathname()} {...props} />
}

function FormOfPage({ variant = 'primary', className }: LogOutFormProps) {
  const t = useTranslations('forms')
  const form = useActionForm({ action: logOutAction })
  return (
    <Form form={form} className={className}>
      <SubmitButton variant={variant}>{t('logOut')}</SubmitButton>
    </Form>
  )
}
