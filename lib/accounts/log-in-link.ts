import { appLink } from '@/lib/config/app-link'
import { OTHER_ACCOUNT } from '@/lib/http/with-return-to'

/** The login page for emails to an account. It also shows the form when someone else is logged in in that browser. */
export function logInLink(): string {
  return appLink('/login', { [OTHER_ACCOUNT]: '' })
}
