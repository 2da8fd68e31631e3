import { getTranslations } from 'next-intl/server'
import { config } from '@/lib/config/config'

/**
 * What a form tells of passwords to be chosen. In words from here, as there is a plural in them: a page's first use of Intl
 * costs a telephone a twentieth of a second and more, while it wakes up.
 *
 * @returns `minLength` in characters, and `hint` for the reader
 */
export async function newPasswordRule() {
  const { passwordMinLength: minLength } = config()
  const t = await getTranslations('forms')
  return { minLength, hint: t('newPasswordHint', { minLength }) }
}
