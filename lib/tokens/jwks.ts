import type { JsonWebKey } from 'node:crypto'
import { currentSigningKey, liveSigningKeys } from './signing-keys'

/** The public keys of all accepted tokens, as a JSON Web Key Set; the first key is created if there is none. */
export async function jwks(now: Date): Promise<{ keys: JsonWebKey[] }> {
  if ((await liveSigningKeys(now)).length === 0) await currentSigningKey(now)
  return { keys: (await liveSigningKeys(now)).map(({ publicJwk }) => publicJwk) }
}
