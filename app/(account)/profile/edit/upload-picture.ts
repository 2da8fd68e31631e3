const ADDRESS = '/api/v1/profile/avatar'

/** How an upload ended: `code` is one of the error catalogue, or that there was no answer. */
export type UploadResult = { isDone: true } | { isDone: false; code: string }

/**
 * Sends a picture to the server. By XMLHttpRequest, since fetch does not tell how far a body has come.
 *
 * @param onProgress from 0 to 1, as it goes
 * @param signal stops it
 */
export function uploadPicture({ picture, onProgress, signal }: {
  picture: Blob
  onProgress: (part: number) => void
  signal: AbortSignal
}): Promise<UploadResult> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const fail = (code: string) => resolve({ isDone: false, code })
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total)
    })
    request.addEventListener('load', () => (request.status === 200 ? resolve({ isDone: true }) : fail(codeOf(request))))
    request.addEventListener('error', () => fail('unreachable'))
    request.addEventListener('abort', () => fail('stopped'))
    signal.addEventListener('abort', () => request.abort())
    request.open('PUT', ADDRESS)
    request.setRequestHeader('Content-Type', picture.type)
    request.send(picture)
  })
}

/** Out of the problem document; what a proxy of somebody else answered has none. */
function codeOf({ responseText }: XMLHttpRequest): string {
  try {
    const { code } = JSON.parse(responseText) as { code?: unknown }
    return typeof code === 'string' ? code : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
