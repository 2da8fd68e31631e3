import { appLink } from '@/lib/config/app-link'
import { OTHER_ACCOUNT } from '@/lib/http/with-return-to'

/**
 * The login page for links in emails. It asks for a login even if someone else is logged in, instead of redirecting
 * them.
 */
export function logInLink(): string {
  return appLink('/login', { [OTHER_ACCOUNT]: '' })
}
