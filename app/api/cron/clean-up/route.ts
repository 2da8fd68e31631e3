import { cleanUp } from '@/lib/maintenance/clean-up'
import { cronRoute } from '@/lib/next/cron-route'

/** Removes what has expired, and the accounts whose deletion is due. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = cronRoute(() => cleanUp(new Date()))
