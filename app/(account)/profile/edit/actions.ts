'use server'

import { redirect } from 'next/navigation'
import { updateProfileSchema } from '@/lib/accounts/schemas'
import { updateProfile } from '@/lib/accounts/update-profile'
import { formAction, type FormAction } from '@/lib/next/form-action'

const action = formAction(updateProfileSchema, updateProfile, async () => redirect('/profile?notice=saved'))

/** Saves the profile, and leads back to it. */
export const updateProfileAction: FormAction = async (previous, form) => action(previous, form)
