'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { updateProfileSchema } from '@/lib/accounts/schemas'
import { updateProfile } from '@/lib/accounts/update-profile'
import { removeAvatar } from '@/lib/avatars/remove-avatar'
import { removeAvatarSchema } from '@/lib/avatars/schemas'
import { formAction, type FormAction } from '@/lib/next/form-action'

const action = formAction(updateProfileSchema, updateProfile, async () => {
  // The frame of every page shows the name, and the way back leads to a form that holds what was there before.
  revalidatePath('/', 'layout')
  redirect('/profile?notice=saved')
})

/** Saves the profile, and leads back to it. */
export const updateProfileAction: FormAction = async (previous, form) => action(previous, form)

const remove = formAction(removeAvatarSchema, removeAvatar, async () => {
  // It stands in the frame of every page too.
  revalidatePath('/', 'layout')
  redirect('/profile/edit?notice=picture-removed')
})

/** Takes the picture away. */
export const removeAvatarAction: FormAction = async (previous, form) => remove(previous, form)
