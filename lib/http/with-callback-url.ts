/** A page of ours with word of where the person was going, so that it can lead on there. */
export function withCallbackUrl(page: `/${string}`, wish: string | undefined): `/${string}` {
  return wish ? `${page}?callbackUrl=${encodeURIComponent(wish)}` : page
}
