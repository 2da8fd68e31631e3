import { seeOther } from '@/lib/next/see-other'

/** Where password managers look for the page (W3C, A Well-Known URL for Changing Passwords, 2.1). */
export function GET(): Response {
  return seeOther('/change-password')
}
