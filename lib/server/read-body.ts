import type { IncomingMessage } from 'node:http'
import { AppError } from '@/lib/errors/app-error'

const FIRST_BYTES = 1024

/**
 * The whole body, in one buffer that grows: what a request holds is bounded by `maxBytes`, however its bytes are cut
 * into chunks (S77). After a failure the rest is still to come.
 *
 * @throws AppError `body_too_large` as soon as that is known; `invalid_form` when the client leaves in the middle
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const announced = Number(request.headers['content-length'] ?? Number.NaN)
    if (announced > maxBytes) return reject(new AppError('body_too_large'))
    let buffer = Buffer.allocUnsafeSlow(Number.isNaN(announced) ? Math.min(FIRST_BYTES, maxBytes) : announced)
    let size = 0

    const onData = (chunk: Buffer) => {
      const needed = size + chunk.length
      if (needed > maxBytes) return settle(() => reject(new AppError('body_too_large')))
      if (needed > buffer.length) {
        const grown = Buffer.allocUnsafeSlow(Math.min(Math.max(needed, 2 * buffer.length), maxBytes))
        buffer.copy(grown, 0, 0, size)
        buffer = grown
      }
      chunk.copy(buffer, size)
      size = needed
    }
    const onEnd = () => settle(() => resolve(buffer.subarray(0, size)))
    const onClose = () => settle(() => reject(new AppError('invalid_form')))
    const settle = (how: () => void) => {
      request.pause()
      request.off('data', onData).off('end', onEnd).off('close', onClose)
      how()
    }
    request.on('data', onData).on('end', onEnd).on('close', onClose)
  })
}
