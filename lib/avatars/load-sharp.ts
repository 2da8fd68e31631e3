import { processSingleton } from '@/lib/process-singleton'

/** Decoders of the accepted formats. All others stay blocked, to reduce the attack surface. */
const DECODERS = ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`)

/** The image library, loaded with the first image: it takes time and memory that many processes never need. */
export function loadSharp() {
  return processSingleton('sharp', async () => {
    const { default: sharp } = await import('sharp')
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: DECODERS })
    // One thread per image, and no cache: the same image rarely comes twice.
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  })
}
