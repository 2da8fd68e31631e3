import { appLink } from '@/lib/config/app-link'
import { OTHER_ACCOUNT } from '@/lib/http/with-return-to'

/** The log-in page for a mail to an account. It asks for a log-in also where somebody else is logged in, who would be led past it. */
export function logInLink(): string {
  return appLink('/login', { [OTHER_ACCOUNT]: '' })
}
