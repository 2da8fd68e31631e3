'use server'

import { chooseThemeSchema } from '@/lib/preferences/schemas'
import { formAction, type FormAction } from '@/lib/next/form-action'
import { setThemeCookie } from '@/lib/next/theme-cookie'

const action = formAction(
  chooseThemeSchema,
  async ({ theme }) => theme,
  async (theme) => setThemeCookie(theme),
  'input',
)

/** Shows this browser's pages light, dark, or as its system has it. */
export const chooseThemeAction: FormAction = async (previous, form) => action(previous, form)
