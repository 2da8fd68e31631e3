'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Form } from '@/components/forms/form'
import { LATIN_INPUT } from '@/components/forms/latin-input'
import { SubmitButton } from '@/components/forms/submit-button'
import { TextAreaField } from '@/components/forms/text-area-field'
import { TextField } from '@/components/forms/text-field'
import { useActionForm } from '@/components/forms/use-action-form'
import { UsernameField } from '@/components/forms/username-field'
import { ButtonLink } from '@/components/ui/button-link'
import type { ProfileField } from '@/lib/accounts/schemas'
import { updateProfileAction } from './actions'

type EditProfileFormProps = {
  profile: Record<ProfileField, string>
  /** In characters. */
  bioMaxLength: number
}

export function EditProfileForm({ profile, bioMaxLength }: EditProfileFormProps) {
  const t = useTranslations('forms')
  const { username } = profile
  const loadSchema = useCallback(
    async () => (await import('@/lib/accounts/schemas')).updateProfileFormSchema(profile),
    [profile],
  )
  const form = useActionForm({ action: updateProfileAction, loadSchema })
  return (
    <Form form={form}>
      <UsernameField defaultValue={username} />
      <TextField
        name="name"
        label={t('profile.name')}
        autoComplete="name"
        defaultValue={profile.name}
        className="own-direction"
      />
      <TextAreaField name="bio" label={t('profile.bio')} maxLength={bioMaxLength} defaultValue={profile.bio} />
      <TextField
        name="location"
        label={t('profile.location')}
        autoComplete="address-level2"
        defaultValue={profile.location}
        className="own-direction"
      />
      <TextField
        name="website"
        label={t('profile.website')}
        type="url"
        inputMode="url"
        autoComplete="url"
        placeholder="https://"
        defaultValue={profile.website}
        {...LATIN_INPUT}
      />
      <TextField
        name="phone"
        label={t('profile.phone')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        defaultValue={profile.phone}
        {...LATIN_INPUT}
      />
      <div className="flex flex-col gap-3 sm:flex-row">
        <SubmitButton>{t('saveChanges')}</SubmitButton>
        <ButtonLink href="/profile" variant="quiet">
          {t('cancel')}
        </ButtonLink>
      </div>
    </Form>
  )
}
