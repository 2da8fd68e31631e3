import { notFoundResponse } from '@/lib/next/not-found-response'

/** Whatever under /api is no endpoint. */
export {
  notFoundResponse as GET,
  notFoundResponse as POST,
  notFoundResponse as PUT,
  notFoundResponse as PATCH,
  notFoundResponse as DELETE,
  notFoundResponse as OPTIONS,
}
