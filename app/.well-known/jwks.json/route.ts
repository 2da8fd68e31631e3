/** Part of the JSON API. */
export {
  apiRoute as GET,
  apiRoute as HEAD,
  apiRoute as POST,
  apiRoute as PUT,
  apiRoute as PATCH,
  apiRoute as DELETE,
  apiRoute as OPTIONS,
} from '@/lib/next/api-route'
