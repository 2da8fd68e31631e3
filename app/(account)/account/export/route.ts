import { redirect } from 'next/navigation'
import { exportAccount } from '@/lib/accounts/export-account'
import { AppError } from '@/lib/errors/app-error'
import { requireSession } from '@/lib/next/require-session'

/** The person's data as a file to save. */
export async function GET() {
  const ctx = await requireSession('/account')
  try {
    const content = await exportAccount(ctx)
    const headers = {
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="account.zip"',
      'Cache-Control': 'no-store',
    }
    return new Response(content, { headers })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    redirect('/account?notice=export-later')
  }
}
