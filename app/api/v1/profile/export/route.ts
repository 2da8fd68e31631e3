import { exportEndpoint } from '@/lib/accounts/endpoints'
import { exportAccount } from '@/lib/accounts/export-account'
import { apiRoutes, door } from '@/lib/next/api-routes'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(exportEndpoint, async (_call, ctx) => ({
    bytes: { content: await exportAccount(ctx), type: 'application/zip', filename: 'account.zip' },
  })),
)
