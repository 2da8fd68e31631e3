'use server'

import { chooseLocale } from '@/lib/preferences/choose-locale'
import { chooseLocaleSchema } from '@/lib/i18n/schemas'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { setLocaleCookie } from '@/lib/next/locale-cookie'

const action = formAction(chooseLocaleSchema, chooseLocale, async (locale) => setLocaleCookie(locale))

/** Changes the language: in this browser, and in emails to the account that is logged in. */
export const chooseLocaleAction: FormAction = async (previous, form) => action(previous, form)
