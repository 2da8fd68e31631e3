import { processSingleton } from '@/lib/process-singleton'

/** What decodes the formats that we take. All else that the library could open stays shut: less to attack. */
const DECODERS = ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`)

/** The image library, loaded with the first picture: it takes a while, and memory, that many a process never needs. */
export function loadSharp() {
  return processSingleton('sharp', async () => {
    const { default: sharp } = await import('sharp')
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: DECODERS })
    // One thread for each picture, and nothing kept for a next time that does not come.
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  })
}
