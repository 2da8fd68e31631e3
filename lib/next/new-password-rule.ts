import { getTranslations } from 'next-intl/server'
import { config } from '@/lib/config/config'

/**
 * The rule that a form shows for a new password. Formatted on the server: the first use of Intl costs about 50 ms on a
 * phone.
 *
 * @returns `minLength` in characters, and `hint` for the reader
 */
export async function newPasswordRule() {
  const { passwordMinLength: minLength } = config()
  const t = await getTranslations('forms')
  return { minLength, hint: t('newPasswordHint', { minLength }) }
}
