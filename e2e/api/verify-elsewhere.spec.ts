import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../scripts/support/ports.mjs'
import { expect, test } from '../support/api-test'

/**
 * docs/examples/verify-node, as its first line says to start it, and docs/examples/verify-django in a service of one
 * view.
 */
const NODE = [process.execPath, 'docs/examples/verify-node/server.mjs'] as const
const DJANGO = ['python3', 'e2e/support/django-service.py'] as const

test.describe('Another service, with nothing but the public keys', () => {
  for (const command of [NODE, DJANGO]) {
    const name = command === NODE ? 'Node' : 'Django'
    test(`takes our access token, and neither a refresh token nor a changed one, in ${name} (S42)`, async ({
      newLogin,
      request,
    }) => {
      const needed = 'import rest_framework_simplejwt, rest_framework, django, cryptography'
      const isMissing = command === DJANGO && spawnSync('python3', ['-c', needed]).status !== 0
      test.skip(isMissing, 'Django REST Framework with SimpleJWT is not on this machine.')
      const { id, access, refresh } = await newLogin()
      const service = await startService(command, String(process.env.E2E_API_URL))
      try {
        const ask = (token: string) => request.get(service.url, { headers: { Authorization: `Bearer ${token}` } })
        const taken = await ask(access)
        expect(taken.status()).toBe(200)
        expect(await taken.json()).toEqual({ user_id: id })
        expect((await ask(refresh)).status()).toBe(401)
        expect((await ask(withAnotherSubject(access))).status()).toBe(401)
        expect((await request.get(service.url)).status()).toBe(401)
      } finally {
        await service.stop()
      }
    })
  }

  test('takes no token that was meant for someone else (S41)', async ({ newLogin, request }) => {
    const { access } = await newLogin()
    const service = await startService(NODE, String(process.env.E2E_API_URL), { AUDIENCE: 'https://shop.example.com' })
    try {
      const answer = await request.get(service.url, { headers: { Authorization: `Bearer ${access}` } })
      expect(answer.status()).toBe(401)
    } finally {
      await service.stop()
    }
  })
})

async function startService(
  [program, script]: readonly [string, string],
  issuer: string,
  settings: Record<string, string> = {},
) {
  const port = await freePort()
  const service = spawn(program, [script], {
    env: { ...process.env, ISSUER: issuer, PORT: String(port), ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(url).catch(() => null))) {
    if (service.exitCode !== null) throw new Error('The service did not start.')
    await sleep(20)
  }
  return {
    url,
    async stop() {
      const end = once(service, 'exit')
      service.kill('SIGTERM')
      await end
    },
  }
}

/** The same token, saying that it is another person's. */
function withAnotherSubject(token: string): string {
  const [header, payload = '', signature] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
  const changed = JSON.stringify({ ...claims, sub: 'somebody-else' })
  return [header, Buffer.from(changed).toString('base64url'), signature].join('.')
}
