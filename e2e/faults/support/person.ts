import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Mails } from './mails'
import { ask } from './ask'

/**
 * What came of an act: done for certain, refused, or nobody knows, since no answer came, or that we are not available.
 */
type Outcome =
  | { kind: 'done'; body: Record<string, string> }
  | { kind: 'refused'; status: number }
  | { kind: 'unknown' }

type Post = {
  access?: string
  /** Asks until there is an answer: of a server that is well. */
  isPatient?: boolean
}

/** How long a healthy server may go without an answer, and how long an email may take whose lease has to run out. */
const PATIENCE_MILLISECONDS = 10_000
const LAST_MAIL_MILLISECONDS = 150_000

type Tokens = { access: string; refresh: string }

/** What must be true of someone, by what the server has acknowledged. */
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
  /** What was on its way when the server was killed: whether it was done shows afterwards. */
  private codeInDoubt: string | null = null
  private linkInDoubt: { token: string; password: string } | null = null
  private readonly passwordsInDoubt: string[] = []
  private isLinkRequested = false
  /** How often an email was requested. */
  requestedMails = 0

  constructor(
    private readonly url: string,
    private readonly mails: Mails,
    private readonly violate: (what: string) => void,
  ) {}

  async register(): Promise<boolean> {
    const { username, email, password } = this
    this.requestedMails++
    const outcome = await this.post('/register', { username, email, password })
    if (outcome.kind === 'refused') return this.fail(`${username} could not register: ${outcome.status}`)
    this.isRegistered = outcome.kind === 'done'
    return this.isRegistered
  }

  /** @param patienceMilliseconds for the email */
  async verify(patienceMilliseconds?: number): Promise<boolean> {
    const otp = await this.mails.codeTo(this.email, patienceMilliseconds)
    if (!otp) return false
    const outcome = await this.post('/verify-email', { email: this.email, otp })
    if (outcome.kind === 'refused') {
      return this.fail(`the digits that were mailed to ${this.email} were refused with ${outcome.status}`)
    }
    if (outcome.kind === 'unknown') this.codeInDoubt = otp
    else this.takeProof(otp, tokensOf(outcome.body))
    return this.isVerified
  }

  async logIn(options: Post = {}): Promise<boolean> {
    const outcome = await this.post('/token', { username: this.username, password: this.password }, options)
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
    if (outcome.kind === 'refused')
      this.fail(`the refresh token of ${this.username} was refused with ${outcome.status}`)
  }

  async revoke(): Promise<void> {
    if (!this.session) return
    const { session } = this
    const outcome = await this.post('/token/revoke', { refresh: session.refresh })
    if (outcome.kind === 'refused') return void this.fail(`${this.username} could not log out: ${outcome.status}`)
    if (outcome.kind === 'done') this.endedSessions.push(session)
    this.session = null
  }

  async changePassword(): Promise<void> {
    if (!this.session) return
    const { password, session } = this
    const next = aPassword()
    const outcome = await this.post('/password/change', { old_password: password, new_password: next }, session)
    if (outcome.kind === 'refused')
      return void this.fail(`${this.username} could not change the password: ${outcome.status}`)
    if (outcome.kind === 'unknown') this.passwordsInDoubt.push(next)
    else this.takePassword(next)
  }

  /** Once only: a second link is not emailed within a minute (S12), and the first is spent by then. */
  async resetPassword(): Promise<void> {
    if (this.isLinkRequested) return
    this.isLinkRequested = true
    this.requestedMails++
    const asked = await this.post('/password/forgot', { email: this.email })
    if (asked.kind === 'refused') return void this.fail(`${this.username} could not ask for a link: ${asked.status}`)
    const token = asked.kind === 'done' ? await this.mails.tokenTo(this.email) : null
    if (!token) return
    const { session } = this
    const password = aPassword()
    const outcome = await this.post('/password/reset', { token, password })
    if (outcome.kind === 'refused') {
      return void this.fail(`the link that was mailed to ${this.email} was refused with ${outcome.status}`)
    }
    this.session = null
    if (outcome.kind === 'unknown') {
      this.linkInDoubt = { token, password }
      return
    }
    this.spentLinks.push(token)
    this.takePassword(password)
    if (session) this.endedSessions.push(session)
  }

  /**
   * Compares what was acknowledged with what is there, on a healthy server. A registration counts if it can be verified
   * with the emailed digits.
   *
   * @param isLast whether the email must come now; else another check waits for it
   */
  async check({ isLast = true } = {}): Promise<void> {
    await this.clearDoubts()
    if (!this.isRegistered) return
    if (!this.isVerified && !(await this.verify(isLast ? LAST_MAIL_MILLISECONDS : undefined))) {
      if (isLast) this.fail(`${this.username} registered, and could not prove the address`)
      return
    }
    await this.logIn({ isPatient: true })
    const old = this.passwordsOfBefore.at(-1)
    if (old !== undefined && (await this.isPassword(old))) this.fail(`an old password of ${this.username} works`)
    for (const { access, refresh } of this.endedSessions) {
      if ((await this.post('/token/refresh', { refresh }, { isPatient: true })).kind === 'done')
        this.fail(`an ended session of ${this.username} can be refreshed`)
      const headers = { Authorization: `Bearer ${access}` }
      if ((await this.ask('/profile', { headers }, true)).kind === 'done')
        this.fail(`an access token of an ended session of ${this.username} works`)
    }
    for (const otp of this.spentCodes) {
      if ((await this.post('/verify-email', { email: this.email, otp }, { isPatient: true })).kind === 'done')
        this.fail(`digits of ${this.username} work twice`)
    }
    for (const token of this.spentLinks) {
      const outcome = await this.post('/password/reset', { token, password: aPassword() }, { isPatient: true })
      if (outcome.kind === 'done') this.fail(`a link of ${this.username} works twice`)
    }
  }

  /** Done or not: the same once more ends in the same, and what it was done with is spent. */
  private async clearDoubts(): Promise<void> {
    if (this.codeInDoubt) {
      const outcome = await this.post('/verify-email', { email: this.email, otp: this.codeInDoubt })
      this.takeProof(this.codeInDoubt, outcome.kind === 'done' ? tokensOf(outcome.body) : null)
      this.codeInDoubt = null
    }
    if (this.linkInDoubt) {
      const { token, password } = this.linkInDoubt
      const outcome = await this.post('/password/reset', { token, password })
      if (outcome.kind === 'refused' && !(await this.isPassword(password))) {
        this.fail(`a link of ${this.username} is spent, and its password is not there`)
      }
      this.spentLinks.push(token)
      this.takePassword(password)
      this.linkInDoubt = null
    }
    for (const password of this.passwordsInDoubt.splice(0)) {
      if (await this.isPassword(password)) this.takePassword(password)
    }
  }

  private takeProof(otp: string, session: Tokens | null) {
    this.isVerified = true
    this.spentCodes.push(otp)
    this.session = session
  }

  private takePassword(next: string) {
    this.passwordsOfBefore.push(this.password)
    this.password = next
  }

  private async isPassword(password: string): Promise<boolean> {
    const outcome = await this.post('/token', { username: this.username, password }, { isPatient: true })
    if (outcome.kind === 'refused' && outcome.status !== 401) {
      return this.fail(`a log-in of ${this.username} was refused with ${outcome.status}`)
    }
    return outcome.kind === 'done'
  }

  private fail(what: string): false {
    this.violate(what)
    return false
  }

  private async post(path: string, body: unknown, { access, isPatient = false }: Post = {}): Promise<Outcome> {
    const headers: Record<string, string> = access ? { Authorization: `Bearer ${access}` } : {}
    return this.ask(path, { method: 'POST', body, headers }, isPatient)
  }

  private async ask(path: string, request: Parameters<typeof ask>[1], isPatient: boolean): Promise<Outcome> {
    const end = performance.now() + PATIENCE_MILLISECONDS
    for (;;) {
      const { status, text } = await ask(`${this.url}/api/v1${path}`, request)
      if (status >= 200 && status < 400)
        return { kind: 'done', body: text ? (JSON.parse(text) as Record<string, string>) : {} }
      if (status >= 400 && status < 500) return { kind: 'refused', status }
      // A broken connection, and a 503, are what a kill looks like from here. Anything else is our own failure.
      if (status !== 0 && status !== 503) this.fail(`${path} was answered with ${status} for ${this.username}`)
      if (!isPatient) return { kind: 'unknown' }
      if (performance.now() > end) {
        this.fail(`${path} has no answer for ${this.username}: ${status}`)
        return { kind: 'unknown' }
      }
      await sleep(200)
    }
  }
}

function tokensOf({ access, refresh }: Record<string, string>): Tokens {
  return { access: String(access), refresh: String(refresh) }
}

function aPassword(): string {
  return `violet-${randomUUID()}`
}
