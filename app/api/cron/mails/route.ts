import { deliverDueMails } from '@/lib/mail/deliver-due-mails'
import { cronRoute } from '@/lib/next/cron-route'

/**
 * Delivers the emails that are due: postponed ones, those that waited for their turn, those that a request left behind.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = cronRoute(() => deliverDueMails())
