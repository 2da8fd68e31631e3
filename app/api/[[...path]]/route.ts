/** The whole JSON API, by one table; whatever under /api is not in it is 404. */
export {
  apiRoute as GET,
  apiRoute as HEAD,
  apiRoute as POST,
  apiRoute as PUT,
  apiRoute as PATCH,
  apiRoute as DELETE,
  apiRoute as OPTIONS,
} from '@/lib/next/api-route'
