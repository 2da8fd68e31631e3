import { describe, expect, it } from 'vitest'
import { quickly } from '@/lib/testing/quickly'
import { loadBcrypt } from './load-bcrypt.mjs'
import { parseStoredHash } from './parse-stored-hash.mjs'

const verify = async (...[password, storedHash, bcrypt]: [string, string, Awaited<ReturnType<typeof loadBcrypt>>]) =>
  (await parseStoredHash(storedHash, bcrypt)?.(password)) ?? null

const native = await loadBcrypt()
const portable = await loadBcrypt(() => Promise.reject(new Error('There is no binary for this platform.')))

const PASSWORD = 'Grüße an die Köchin 🔑'

/**
 * Made by Django 3.2.25 with python's bcrypt 3.2.2, argon2-cffi 21.1 and hashlib (scrypt, which Django has from 4.0, by
 * hashlib.scrypt in Django's form), the $2y$ one by libcrypt.
 */
const MADE_ELSEWHERE = {
  bcrypt_sha256: 'bcrypt_sha256$$2b$04$HkxhCggcMSj8u8Fh8xkcDeFIkVnlqk7068G2D29WRjxS0NWIEjj.O',
  'bcrypt_sha256, $2a$': 'bcrypt_sha256$$2a$05$R2iXTmjIoEKlD7b5NzdOXuT.ZEaqvGLuevRbDckP9JlhIxvZ3UpbC',
  bcrypt: 'bcrypt$$2b$04$Z9lW6u8lIQPK2gZsuveIeezQa8T2EujE08eB1TyFywuIo.ORJnPu2',
  'bare bcrypt': '$2y$04$abcdefghijklmnopqrstuuwvg1yJa54uA7Mfn27KMSy8Qo4ZZ4C7i',
  pbkdf2_sha256: 'pbkdf2_sha256$1000$seasalt$lI0/j+UsLNA0qKRlTZJOnsV4Rldi/7gf5DQmYT1OtvQ=',
  'pbkdf2_sha256, default iterations': 'pbkdf2_sha256$260000$seasalt$R/k9dGHdtPSV/iHjwaP4adMrs3coNcGfSd8M6PZ7w2g=',
  pbkdf2_sha1: 'pbkdf2_sha1$1000$seasalt$C0uG0wf3ze0yGlT3cnqVraItV3A=',
  argon2id: 'argon2$argon2id$v=19$m=512,t=2,p=2$c2FsdHlzYWx0$vkfdN+ej6iYNVDtRLLDz4Q',
  'argon2id, default costs':
    'argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHlzYWx0c2FsdHlzYWx0c2FsdA$NkoqCU0D1gHmsS5zl9TdSA',
  argon2i: 'argon2$argon2i$v=19$m=64,t=2,p=1$c2FsdHlzYWx0$G2YLfa06E5vzaxDFd7YRG7t2gjzY9bhbkzesTlc6uY4',
  argon2d: 'argon2$argon2d$v=19$m=64,t=2,p=1$c2FsdHlzYWx0$SWg/J8gFAUZUfol/QzhoIpgZQjtbaSlEInXG2HpJMVI',
  scrypt:
    'scrypt$16384$seasalt$8$1$PIItannzN+O9MYxntcAjkgjJsgwT7OpreqRNemdGPrjxwEE4w7rjBjl7u/6Ovl4G4v2qid59tK9OSTNOA6dtYA==',
  'scrypt, parallelism 5':
    'scrypt$1024$seasalt$8$5$ahISPJ1JYT/i/UyQ7dRjYIOu4UdEwAk9pb2kh7PWEljRl8sbkmWhG9UT4u16QzcbtfEgBKJEoMj6mnxt362sWw==',
}

const SALT_AND_KEY = 'HkxhCggcMSj8u8Fh8xkcDeFIkVnlqk7068G2D29WRjxS0NWIEjj.O'
const KEY_32 = 'lI0/j+UsLNA0qKRlTZJOnsV4Rldi/7gf5DQmYT1OtvQ='
const KEY_64 = 'PIItannzN+O9MYxntcAjkgjJsgwT7OpreqRNemdGPrjxwEE4w7rjBjl7u/6Ovl4G4v2qid59tK9OSTNOA6dtYA=='
const ARGON2_KEY = 'c2FsdHlzYWx0$vkfdN+ej6iYNVDtRLLDz4Q'

const UNUSABLE = [
  '',
  '$',
  '!',
  '!Xk3DjangosUnusablePassword',
  'plain text',
  'md5$seasalt$8f4bd2e5a1',
  'constructor$a$b',
  'bcrypt_sha256$',
  'bcrypt_sha256$$2b$04$short',
  `bcrypt_sha256$$2b$04$${'!'.repeat(53)}`,
  `bcrypt_sha256$2b$04$${SALT_AND_KEY}`,
  `bcrypt_sha256$$2x$04$${SALT_AND_KEY}`,
  `bcrypt_sha256$$2b$03$${SALT_AND_KEY}`,
  `bcrypt_sha256$$2b$17$${SALT_AND_KEY}`,
  `bcrypt_sha256$$2b$31$${SALT_AND_KEY}`,
  `bcrypt_sha256$$2b$04$${SALT_AND_KEY}\n`,
  `$2b$99$${SALT_AND_KEY}`,
  'pbkdf2_sha256$1000$seasalt$',
  `pbkdf2_sha256$1000$$${KEY_32}`,
  `pbkdf2_sha256$0$seasalt$${KEY_32}`,
  `pbkdf2_sha256$-1$seasalt$${KEY_32}`,
  `pbkdf2_sha256$1e3$seasalt$${KEY_32}`,
  `pbkdf2_sha256$999999999$seasalt$${KEY_32}`,
  `pbkdf2_sha256$1000$seasalt$${KEY_64}`,
  `pbkdf2_sha256$1000$seasalt$${KEY_32}$more`,
  'pbkdf2_sha256$1000$seasalt$lI0/j+Us',
  'pbkdf2_sha256$1000$seasalt$not base64',
  `scrypt$1000$seasalt$8$1$${KEY_64}`,
  `scrypt$1048576$seasalt$1024$1$${KEY_64}`,
  `scrypt$16384$seasalt$8$999$${KEY_64}`,
  `scrypt$65536$seasalt$8$64$${KEY_64}`,
  `scrypt$16384$seasalt$8$1$${KEY_32}`,
  `scrypt$16384$seasalt$8$${KEY_64}`,
  `argon2$argon2id$v=19$m=512,t=0,p=2$${ARGON2_KEY}`,
  `argon2$argon2id$v=19$m=8,t=1,p=2$${ARGON2_KEY}`,
  `argon2$argon2id$v=19$m=4194304,t=1,p=1$${ARGON2_KEY}`,
  `argon2$argon2id$v=19$m=512,t=999999,p=1$${ARGON2_KEY}`,
  `argon2$argon2id$v=19$m=512,t=1,p=999$${ARGON2_KEY}`,
  `argon2$argon2id$v=16$m=512,t=2,p=2$${ARGON2_KEY}`,
  `argon2$argon2x$v=19$m=512,t=2,p=2$${ARGON2_KEY}`,
  'argon2$argon2id$v=19$m=512,t=2,p=2$c2FsdHlzYWx0$vkfd',
  'argon2$argon2id$v=19$m=512,t=2,p=2$c2Fs$vkfdN+ej6iYNVDtRLLDz4Q',
  `pbkdf2_sha256$1000$${'s'.repeat(100_000)}$${KEY_32}`,
]

describe('parseStoredHash', () => {
  describe.each(Object.entries(MADE_ELSEWHERE))('of %s, made elsewhere', (_, storedHash) => {
    it('accepts the password, and no other', async () => {
      for (const bcrypt of storedHash.includes('$2') ? [native, portable] : [native]) {
        expect(await verify(PASSWORD, storedHash, bcrypt)).toBe(true)
        expect(await verify(`${PASSWORD} `, storedHash, bcrypt)).toBe(false)
      }
    })

    it('accepts the password no more once a character of the hash has changed', async () => {
      const at = storedHash.length - 6
      const changed = storedHash.slice(0, at) + (storedHash[at] === 'A' ? 'B' : 'A') + storedHash.slice(at + 1)
      expect(await verify(PASSWORD, changed, native)).toBe(false)
    })
  })

  it('counts all of 80 characters with bcrypt_sha256 and 72 with bcrypt, as Django does (S56)', async () => {
    const digested = 'bcrypt_sha256$$2b$04$Ya7aWv5t0WORv7lewOr2becgB4o86gVBm3X0WDwEe2fUpmTui/0aa'
    const plain = 'bcrypt$$2b$04$Q4O1GpIn9gxLUKKYOznSh.Ht94Oq3PbwS1D6K9G9vfNr6OYjOrkYi'
    for (const bcrypt of [native, portable]) {
      expect(await verify('x'.repeat(80), digested, bcrypt)).toBe(true)
      expect(await verify(`${'x'.repeat(79)}y`, digested, bcrypt)).toBe(false)
      expect(await verify('x'.repeat(80), plain, bcrypt)).toBe(true)
      expect(await verify(`${'x'.repeat(79)}y`, plain, bcrypt)).toBe(true)
    }
  })

  it.each(UNUSABLE.map((storedHash) => ({ storedHash, shown: storedHash.slice(0, 80) })))(
    'says of $shown at once that it cannot be verified, and does not throw',
    async ({ storedHash }) => {
      for (const bcrypt of [native, portable])
        expect(await quickly(250, () => verify(PASSWORD, storedHash, bcrypt))).toBeNull()
    },
  )
})
