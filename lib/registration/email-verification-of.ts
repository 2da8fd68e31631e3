import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'

/** Whether an account needs a verified email address: as the client's service has it, else by EMAIL_VERIFICATION. */
export function emailVerificationOf({
  emailVerification,
}: Pick<Context, 'emailVerification'>): 'required' | 'optional' {
  return emailVerification ?? config().emailVerification
}
