import type { NextRequest } from 'next/server'
import { redirect } from 'next/navigation'
import { isMailboxKey, setMailboxCookie } from '@/lib/next/mailbox-access'

/** Takes the key out of the address bar: into a cookie, when it is the right one. */
export async function GET(request: NextRequest) {
  if (isMailboxKey(request.nextUrl.searchParams.get('key'))) await setMailboxCookie()
  redirect('/mailbox')
}
