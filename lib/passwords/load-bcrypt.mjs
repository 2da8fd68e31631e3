/**
 * bcrypt, as one of its two implementations does it. Both cut a password after 72 bytes, which is why what they are
 * given is a digest of it wherever we choose.
 *
 * @typedef {object} Bcrypt
 * @property {(password: string, cost: number) => string} hash with a fresh salt; always in the `$2b$` form
 * @property {(password: string, bcryptHash: string) => boolean} verify in the same time wherever they differ
 */

/**
 * The native implementation where it loads (a prebuilt binary, somewhat faster), else bcryptjs, which always works.
 * They make and accept the same hashes. Both compute on the calling thread, hence only in a worker: the native one's
 * asynchronous functions would fill the thread pool that WebCrypto, DNS and files wait for.
 *
 * @param {() => Promise<typeof import('@node-rs/bcrypt')>} [importNative]
 * @returns {Promise<Bcrypt>}
 */
export async function loadBcrypt(importNative = () => import(/* turbopackOptional: true */ '@node-rs/bcrypt')) {
  try {
    const native = await importNative()
    return {
      // It names the same algorithm 2y, as PHP does; Django writes 2b.
      hash: (password, cost) => `$2b${native.hashSync(password, cost).slice('$2y'.length)}`,
      verify: (password, bcryptHash) => native.verifySync(password, bcryptHash),
    }
  } catch {
    const { hashSync, compareSync } = await import('bcryptjs')
    return { hash: hashSync, verify: compareSync }
  }
}
