import { randomUUID } from 'node:crypto'
import type { Mails } from './mails'
import { ask } from './ask'

/** What came of an act: done for certain, refused, or nobody knows, since no answer came. */
type Outcome = { kind: 'done'; body: Record<string, string> } | { kind: 'refused'; status: number } | { kind: 'unknown' }

type Tokens = { access: string; refresh: string }

/** What must be true of somebody, by what the server has acknowledged. */
export class Person {
  readonly username = `p-${randomUUID().slice(0, 18)}`
  readonly email = `${this.username}@example.com`
  password = aPassword()
  isRegistered = false
  isVerified = false
  session: Tokens | null = null
  /** What must not work any more. */
  readonly passwordsOfBefore: string[] = []
  readonly endedSessions: Tokens[] = []
  readonly spentCodes: string[] = []
  readonly spentLinks: string[] = []
  /** How often a mail was asked for. */
  requestedMails = 0

  constructor(
    private readonly url: string,
    private readonly mails: Mails,
    private readonly violate: (what: string) => void,
  ) {}

  async register(): Promise<boolean> {
    const { username, email, password } = this
    this.requestedMails++
    const { kind } = await this.post('/register', { username, email, password })
    this.isRegistered = kind === 'done'
    return this.isRegistered
  }

  /** By the mailed digits; when no answer comes, once more: by either they are spent. */
  async verify(): Promise<boolean> {
    const otp = await this.mails.codeTo(this.email)
    if (!otp) return false
    const first = await this.post('/verify-email', { email: this.email, otp })
    const outcome = first.kind === 'unknown' ? await this.post('/verify-email', { email: this.email, otp }) : first
    if (outcome.kind === 'unknown') return false
    if (first.kind === 'refused') return this.fail(`the digits that were mailed to ${this.email} were refused with ${first.status}`)
    this.isVerified = true
    this.spentCodes.push(otp)
    if (outcome.kind === 'done') this.session = tokensOf(outcome.body)
    return true
  }

  async logIn(): Promise<boolean> {
    const outcome = await this.post('/token', { username: this.username, password: this.password })
    if (outcome.kind === 'refused') return this.fail(`${this.username} could not log in: ${outcome.status}`)
    if (outcome.kind === 'done') this.session = tokensOf(outcome.body)
    return outcome.kind === 'done'
  }

  async refresh(): Promise<void> {
    if (!this.session) return
    const { refresh } = this.session
    const outcome = await this.post('/token/refresh', { refresh })
    if (outcome.kind === 'done') this.session = tokensOf(outcome.body)
    // Within the grace the same token goes on, whether the answer was lost or never made.
    if (outcome.kind === 'refused') this.fail(`the refresh token of ${this.username} was refused with ${outcome.status}`)
  }

  async revoke(): Promise<void> {
    if (!this.session) return
    const { session } = this
    const outcome = await this.post('/token/revoke', { refresh: session.refresh })
    if (outcome.kind === 'done') this.endedSessions.push(session)
    this.session = null
  }

  async changePassword(): Promise<void> {
    if (!this.session) return
    const { password, session } = this
    const next = aPassword()
    const outcome = await this.post('/password/change', { old_password: password, new_password: next }, session.access)
    if (outcome.kind === 'refused') return void this.fail(`${this.username} could not change the password: ${outcome.status}`)
    if (outcome.kind === 'done' || (await this.isPassword(next))) this.takePassword(next)
  }

  async resetPassword(): Promise<void> {
    this.requestedMails++
    const asked = await this.post('/password/forgot', { email: this.email })
    const token = asked.kind === 'done' ? await this.mails.tokenTo(this.email) : null
    if (!token) return
    const { session } = this
    const next = aPassword()
    const first = await this.post('/password/reset', { token, password: next })
    if (first.kind === 'refused') return void this.fail(`the link that was mailed to ${this.email} was refused with ${first.status}`)
    const outcome = first.kind === 'unknown' ? await this.post('/password/reset', { token, password: next }) : first
    if (outcome.kind === 'unknown' && !(await this.isPassword(next))) return
    this.spentLinks.push(token)
    this.takePassword(next)
    if (session) this.endedSessions.push(session)
    this.session = null
  }

  /** Holds what was acknowledged against what is there. */
  async check(): Promise<void> {
    if (!this.isVerified) return
    await this.logIn()
    const old = this.passwordsOfBefore.at(-1)
    if (old !== undefined && (await this.isPassword(old))) this.fail(`an old password of ${this.username} works`)
    for (const { access, refresh } of this.endedSessions) {
      if ((await this.post('/token/refresh', { refresh })).kind === 'done') this.fail(`an ended session of ${this.username} can be refreshed`)
      const { status } = await ask(`${this.url}/api/v1/profile`, { headers: { Authorization: `Bearer ${access}` } })
      if (status === 200) this.fail(`an access token of an ended session of ${this.username} works`)
    }
    for (const otp of this.spentCodes) {
      if ((await this.post('/verify-email', { email: this.email, otp })).kind === 'done') this.fail(`digits of ${this.username} work twice`)
    }
    for (const token of this.spentLinks) {
      const outcome = await this.post('/password/reset', { token, password: aPassword() })
      if (outcome.kind === 'done') this.fail(`a link of ${this.username} works twice`)
    }
  }

  private takePassword(next: string) {
    this.passwordsOfBefore.push(this.password)
    this.password = next
  }

  private async isPassword(password: string): Promise<boolean> {
    return (await this.post('/token', { username: this.username, password })).kind === 'done'
  }

  private fail(what: string): false {
    this.violate(what)
    return false
  }

  private async post(path: string, body: unknown, access?: string): Promise<Outcome> {
    const headers: Record<string, string> = access ? { Authorization: `Bearer ${access}` } : {}
    const { status, text } = await ask(`${this.url}/api/v1${path}`, { method: 'POST', body, headers })
    if (status === 0 || status >= 500) return { kind: 'unknown' }
    if (status >= 400) return { kind: 'refused', status }
    return { kind: 'done', body: text ? (JSON.parse(text) as Record<string, string>) : {} }
  }
}

function tokensOf({ access, refresh }: Record<string, string>): Tokens {
  return { access: String(access), refresh: String(refresh) }
}

function aPassword(): string {
  return `violet-${randomUUID()}`
}
