import { readFileSync } from 'node:fs'
import path from 'node:path'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { accountMark } from '@/lib/forms/account-mark'
import { config } from '@/lib/config/config'
import type { Actor } from '@/lib/context'
import { database } from '@/lib/db/database'
import { INITIAL_FORM_STATE, type FormState } from '@/lib/forms/form-state'
import { SHOWN_FOR, withShownFor } from '@/lib/forms/shown-for'
import { anActor, aUser } from '@/lib/testing/operation-fixtures'
import { filesIn } from '../../scripts/support/files-in.mjs'
import { ROOT } from '../../scripts/support/root.mjs'

/**
 * Actions on the account that the form names and proves, or on none, no matter who is logged in: all others must
 * refuse.
 */
const ACTS_ON_ITS_INPUT = [
  'chooseThemeAction',
  'logInAction',
  'registerAction',
  'requestPasswordResetAction',
  'resetPasswordAction',
  'undoEmailChangeAction',
  'cancelRegistrationAction',
]
/** Leads back to the page, and reads nothing. */
const ONLY_LEADS_BACK = ['GET /profile/picture']

type Action = (previous: FormState, form: FormData) => Promise<FormState>
type RouteHandler = (request: NextRequest) => Promise<Response> | Response

/** Where an action led, as Next's redirect travels. */
class Redirect extends Error {
  constructor(readonly location: string) {
    super(location)
  }
}

const MOCKED = [
  'next/headers',
  'next/navigation',
  'next/cache',
  'next-intl/server',
  '@/lib/next/next-auth',
  '@/lib/next/deliver-mails',
]
let session: { actor: Actor; username: string }
let stale: string
let isScripted = true

beforeAll(async () => {
  const [a, b] = [await aUser(), await aUser()]
  session = { actor: await anActor(b), username: b.username }
  stale = `${accountMark(a.id)}.${a.username}`
  // Only here: other test files of this process have the modules themselves.
  vi.resetModules()
  const headers = () =>
    new Headers({ origin: config().appUrl, 'x-page-path': '/sessions', ...(isScripted && { 'next-action': '60' }) })
  vi.doMock('next/headers', () => ({ headers: async () => headers(), cookies: async () => new Map() }))
  vi.doMock('next/navigation', () => ({
    redirect: (location: string) => {
      throw new Redirect(location)
    },
  }))
  vi.doMock('next/cache', () => ({ revalidatePath: () => {} }))
  vi.doMock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key }))
  vi.doMock('@/lib/next/next-auth', () => ({
    browserActor: async () => session.actor,
    signInBrowser: fail,
    signOutBrowser: fail,
  }))
  vi.doMock('@/lib/next/deliver-mails', () => ({ deliverMails: () => {} }))
})

afterAll(() => {
  for (const name of MOCKED) vi.doUnmock(name)
  vi.resetModules()
})

describe('a form of another account than the session’s (S63)', () => {
  it.each(filesOf('app', /^actions\.ts$/))(
    'is refused by each action of %s, and by one that does not say whose it is',
    async (file) => {
      const actions = Object.entries((await import(path.join(ROOT, file))) as Record<string, Action>)
      expect(actions.length).toBeGreaterThan(0)
      for (const [name, act] of actions) {
        const outcomes = await Promise.all([act(INITIAL_FORM_STATE, aForm(stale)), act(INITIAL_FORM_STATE, aForm(''))])
        if (ACTS_ON_ITS_INPUT.includes(name)) {
          expect(outcomes, name).toMatchObject([{ code: 'invalid_input' }, { code: 'invalid_input' }])
        } else {
          const { username: account } = session
          const refused = {
            status: 'failed',
            code: 'other_account',
            message: 'other_account',
            fieldErrors: {},
            values: {},
            account,
          }
          expect(outcomes, name).toEqual([refused, refused])
        }
      }
    },
  )

  it('is refused by a page of its own where the browser sent it by itself', async () => {
    const { revokeOtherSessionsAction } = (await import('@/app/(account)/sessions/actions')) as Record<string, Action>
    isScripted = false
    const sent = revokeOtherSessionsAction?.(INITIAL_FORM_STATE, aForm(stale))
    await expect(sent).rejects.toThrow(`/other-account?shownFor=${encodeURIComponent(stale)}&to=%2Fsessions`)
    isScripted = true
  })

  it('does what it says in the session that it was shown for, and in a newer one of the same account', async () => {
    const { revokeOtherSessionsAction } = (await import('@/app/(account)/sessions/actions')) as Record<string, Action>
    const { userId } = session.actor
    const newer = await anActor({ id: userId, role: 'user' })
    session.actor = newer
    const sent = revokeOtherSessionsAction?.(INITIAL_FORM_STATE, aForm(`${accountMark(userId)}.called-otherwise-then`))
    await expect(sent).rejects.toThrow('/sessions?notice=others-ended')
    const db = await database()
    expect(await db.session.findMany({ where: { userId }, select: { id: true } })).toEqual([{ id: newer.sessionId }])
  })

  it.each(filesOf('app/(account)', /^route\.ts$/))('is refused by each method of %s', async (file) => {
    const page = `/${path.dirname(file).split('/').slice(2).join('/')}` as const
    const handlers = Object.entries((await import(path.join(ROOT, file))) as Record<string, RouteHandler>)
    for (const [method, handle] of handlers.filter(([name]) => !ONLY_LEADS_BACK.includes(`${name} ${page}`))) {
      for (const address of [page, withShownFor(page, ''), withShownFor(page, stale)] as const) {
        const init = { method, headers: { origin: config().appUrl } }
        const response = await handle(new NextRequest(new URL(address, config().appUrl), init))
        expect([response.status, response.headers.get('location')], `${method} ${address}`).toEqual([
          303,
          expect.stringMatching(/^\/other-account\?shownFor=/),
        ])
      }
    }
  })
})

describe('what a page sends says for whom it was shown (S63):', () => {
  const sources = ['app', 'components']
    .flatMap((folder) => filesOf(folder, /(?<!\.test)\.tsx?$/))
    .map((file) => [file, read(file)] as const)
  const filesWith = (pattern: RegExp) => sources.filter(([, text]) => pattern.test(text)).map(([file]) => file)

  it('every form, by the field or in its address', () => {
    const forms = filesWith(/<form\b/)
    expect(forms.length).toBeGreaterThan(2)
    expect(
      forms.filter((file) => !filesWith(/<ShownForField \/>|<form\s+action=\{withShownFor\(/).includes(file)),
    ).toEqual([])
  })

  it('every call of the API, in its header', () => {
    const calls = filesWith(/['"`]\/api\/v1\//).filter((file) => !file.startsWith('app/api/'))
    expect(calls.length).toBeGreaterThan(1)
    expect(calls.filter((file) => !filesWith(/SHOWN_FOR_HEADER/).includes(file))).toEqual([])
  })

  it('every link to what only an account has, in its address', () => {
    const links = filesOf('app/(account)', /^route\.ts$/).map(
      (file) => `/${path.dirname(file).split('/').slice(2).join('/')}`,
    )
    for (const link of links) expect(filesWith(new RegExp(`(?<!withShownFor\\()['"\`]${link}['"\`]`)), link).toEqual([])
  })

  it('every page of an account, by the one wrapper; and no action stands where it is not looked for', () => {
    const pages = filesOf('app/(account)', /^page\.tsx$/)
    expect(pages.filter((file) => !/^export default accountPage\(/m.test(read(file)))).toEqual([])
    expect(filesWith(/^\s*['"]use server['"]/m).filter((file) => path.basename(file) !== 'actions.ts')).toEqual([])
  })
})

function aForm(shownFor: string): FormData {
  const form = new FormData()
  if (shownFor) form.append(SHOWN_FOR, shownFor)
  return form
}

/** From the root, with forward slashes. */
function filesOf(folder: string, name: RegExp): string[] {
  return filesIn(ROOT, folder).filter((file) => name.test(path.basename(file)))
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}

function fail(): never {
  throw new Error('Nobody is logged in or out here.')
}
