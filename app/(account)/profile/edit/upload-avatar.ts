import { markOf, SHOWN_FOR_HEADER, type ShownFor } from '@/lib/forms/shown-for'

const ADDRESS = '/api/v1/profile/avatar'

/**
 * How an upload ended: `code` is one of the error catalogue, or that there was no answer; `account` is who is logged
 * in, of `other_account`.
 */
export type UploadResult = { isDone: true } | { isDone: false; code: string; account?: string }

/**
 * Sends a picture to the server. By XMLHttpRequest, since fetch does not tell how far a body has come.
 *
 * @param shownFor for whom the page was shown: nobody else gets the picture (S63)
 * @param onProgress from 0 to 1, as it goes
 * @param signal stops it
 */
export function uploadAvatar({
  picture,
  shownFor,
  onProgress,
  signal,
}: {
  picture: Blob
  shownFor: ShownFor
  onProgress: (part: number) => void
  signal: AbortSignal
}): Promise<UploadResult> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const fail = (code: string) => resolve({ isDone: false, code })
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total)
    })
    request.addEventListener('load', () => {
      if (request.status === 200) return resolve({ isDone: true })
      const code = codeOf(request)
      if (code !== 'other_account') return fail(code)
      void findAccount(shownFor).then((account) => resolve({ isDone: false, code, account }))
    })
    request.addEventListener('error', () => fail('unreachable'))
    request.addEventListener('abort', () => fail('stopped'))
    signal.addEventListener('abort', () => request.abort())
    request.open('PUT', ADDRESS)
    request.setRequestHeader('Content-Type', picture.type)
    request.setRequestHeader(SHOWN_FOR_HEADER, markOf(shownFor))
    request.send(picture)
  })
}

/** The username of the account that is logged in now; empty if it cannot be found out. */
async function findAccount(shownFor: ShownFor): Promise<string> {
  try {
    const { findOtherAccount } = await import('@/components/forms/find-other-account')
    return (await findOtherAccount(shownFor)) ?? ''
  } catch {
    return ''
  }
}

/** Out of the problem document; what a proxy of someone else answered has none. */
function codeOf({ responseText }: XMLHttpRequest): string {
  try {
    const { code } = JSON.parse(responseText) as { code?: unknown }
    return typeof code === 'string' ? code : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
