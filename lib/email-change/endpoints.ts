import { endpoint } from '@/lib/api/endpoint'
import { messageSchema } from '@/lib/http/schemas'
import { requestEmailChange } from './request-email-change'
import { requestEmailChangeSchema } from './schemas'

export const requestEmailChangeEndpoint = endpoint({
  path: '/api/v1/profile/email',
  method: 'POST',
  operationId: 'changeEmail',
  summary: 'Change your email address',
  description:
    'Takes effect once the link emailed to the new address is confirmed. The old address is notified, with an undo link: ' +
    'an undo revokes every session, and the password stops working until the owner sets a new one with an emailed link.',
  tag: 'Profile',
  auth: 'required',
  body: requestEmailChangeSchema,
  success: { status: 200, description: 'The request is accepted.', schema: messageSchema },
  errors: ['wrong_password', 'too_many_requests', 'busy'],
  example: {
    body: { new_email: 'countess@example.com', password: 'violet-anchor-47-meadow' },
    success: { message: 'Confirm the change by the link sent to your new address' },
  },
  handle: async ({ body }, ctx) => {
    await requestEmailChange(body, ctx)
    return { body: { message: 'Confirm the change by the link sent to your new address' } }
  },
})
