import { beforeAll, describe, expect, it } from 'vitest'
import { MINUTE } from '@/lib/config/durations'
import { reserveMailSlot } from '@/lib/mail/reserve-mail-slot'
import { MIN_RESPONSE_MILLISECONDS } from '@/lib/rate-limit/answer-no-sooner-than'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { auc } from '@/lib/testing/auc'
import { aContext, anActor, aUser, aUsername, GOOD_PASSWORD } from '@/lib/testing/operation-fixtures'
import { register } from './register'
import { requestEmailChange } from '@/lib/email-change/request-email-change'
import { resendVerification } from './resend-verification'
import { verifyEmail } from './verify-email'

const ROUNDS = 36
/** Few enough that what they write is done long before they answer. */
const AT_ONCE = 3
/** An AUC of 0.4 to 0.6. */
const ALLOWED = 0.1
/** Two standard errors of the AUC of two samples of 36 that do not differ: √((2·36 + 1) / (12·36²)) = 0.0685. */
const SAMPLING_ERROR = 0.137

const anEmail = () => `${aUsername()}@example.com`

async function spend(email: string, kind: 'verification' | 'reset', turns: number) {
  for (let turn = 0; turn < turns; turn++) await reserveMailSlot({ kind, email, now: new Date() })
  return email
}

/** Registers, a while ago: the next mail to the address may leave now. */
async function aRegistration(): Promise<string> {
  const email = anEmail()
  await register(
    { username: aUsername(), email, password: GOOD_PASSWORD },
    aContext({ now: new Date(Date.now() - 2 * MINUTE) }),
  )
  return email
}

/** The kinds of address, created again for each sample. */
const addresses = (kind: 'verification' | 'reset') => ({
  unknown: async () => anEmail(),
  known: async () => (await aUser()).email,
  disabled: async () => (await aUser({ disabledAt: new Date() })).email,
  unproven: async () => (await aUser({ emailVerified: null })).email,
  'known, within a minute': async () => spend((await aUser()).email, kind, 1),
  'unknown, within a minute': async () => spend(anEmail(), kind, 1),
  'known, when the mails of the day are used up': async () => spend((await aUser()).email, kind, 10),
  'unknown, when the mails of the day are used up': async () => spend(anEmail(), kind, 10),
  'waiting for its proof': aRegistration,
})

const wrongCode = (email: string) =>
  verifyEmail({ proof: { by: 'code', code: '000000', email, pendingRegistrationId: null } }, aContext())

async function changeTo(email: string) {
  const actor = await anActor(await aUser())
  return () => requestEmailChange({ new_email: email, password: GOOD_PASSWORD }, aContext({ actor }))
}

/** Each: what is to be timed, made ready for an address. */
const ACTS = {
  registering: [
    'verification',
    async (email: string) => () => register({ username: aUsername(), email, password: GOOD_PASSWORD }, aContext()),
  ],
  'asking for another verification': [
    'verification',
    async (email: string) => () => resendVerification({ email, pendingRegistrationId: null }, aContext()),
  ],
  'a wrong code': ['verification', async (email: string) => () => wrongCode(email)],
  'asking for a reset': ['reset', async (email: string) => () => requestPasswordReset({ email }, aContext())],
  'asking for a change of address': ['verification', changeTo],
} as const

describe.each(Object.keys(ACTS) as (keyof typeof ACTS)[])('the time of %s (S3, S4)', (name) => {
  const [kind, prepare] = ACTS[name]
  const times: Record<string, number[]> = {}

  beforeAll(async () => {
    const classes = Object.entries(addresses(kind))
    for (let round = 0; round < ROUNDS; round += AT_ONCE) {
      const samples = Array.from({ length: AT_ONCE }, () => classes).flat()
      const acts = await Promise.all(
        samples.map(async ([kindOfAddress, make]) => ({ kindOfAddress, act: await prepare(await make()) })),
      )
      // Side by side, in an order that is new every time: whatever else the machine does falls on all alike.
      await Promise.all(
        acts
          .toSorted(() => Math.random() - 0.5)
          .map(async ({ kindOfAddress, act }) => {
            const start = performance.now()
            await act().catch(() => {})
            ;(times[kindOfAddress] ??= []).push(performance.now() - start)
          }),
      )
    }
  }, 240_000)

  it.each(Object.keys(addresses('reset')).filter((kindOfAddress) => kindOfAddress !== 'unknown'))(
    'does not tell an address that is %s from an unknown one',
    (kindOfAddress) => {
      const [unknown, other] = [times.unknown ?? [], times[kindOfAddress] ?? []]
      expect(Math.min(...unknown, ...other)).toBeGreaterThanOrEqual(MIN_RESPONSE_MILLISECONDS - 2)
      expect(Math.abs(auc(unknown, other) - 0.5)).toBeLessThan(ALLOWED + SAMPLING_ERROR)
    },
  )
})
