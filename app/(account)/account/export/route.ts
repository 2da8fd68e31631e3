import { exportAccount } from '@/lib/accounts/export-account'
import { AppError } from '@/lib/errors/app-error'
import { accountRoute } from '@/lib/next/account-route'
import { seeOther } from '@/lib/next/see-other'

/** The person's data as a file to save. */
export const GET = accountRoute('/account', async (_request, ctx) => {
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
    return seeOther('/account?notice=export-later')
  }
})
