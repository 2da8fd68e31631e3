import { changeAddressEndpoint } from '@/lib/accounts/endpoints'
import { requestAddressChange } from '@/lib/accounts/request-address-change'
import { apiRoutes, door } from '@/lib/next/api-routes'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(changeAddressEndpoint, async ({ body }, ctx) => {
    await requestAddressChange(body, ctx)
    return { body: { message: 'Confirm the change by the link sent to your new address' } }
  }),
)
