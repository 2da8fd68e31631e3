export type VerificationSecrets = { code: string; url: string; codeMinutes: number; linkHours: number }

/** The account's name in an email: see `usernameForMail`. An older version always set it. */
type Named = { username: string | null }

type Notice = Named & {
  /** ISO 8601. */
  when: string
  /** The User-Agent header of the request; the email names only browser and system. */
  device: string
  ip: string
}

type PasswordNotice = Notice & { resetUrl: string }

/**
 * The content of an email: its kind, and the facts for its template. Links are absolute and built on APP_URL.
 *
 * Its reader may be a stranger, and then it contains no word from someone else: with a username in it, registering with
 * an address or changing to it would send its owner any text in our name. Each kind says who reads it. Of a person's
 * own texts only the username and the new address ever appear in an email.
 */
export type MailMessage =
  /** To a stranger: the address that someone registered with. */
  | ({ kind: 'verification' } & VerificationSecrets)
  /** To a stranger: the address of an account that nobody has verified. */
  | ({ kind: 'verify-address' } & VerificationSecrets)
  /** To a stranger: the address that an account is to have. */
  | { kind: 'confirm-address'; url: string; linkMinutes: number }
  /**
   * To the owner of an account, when someone registers with the same address, or wants to change to it. No words of
   * either.
   */
  | { kind: 'already-registered'; loginUrl: string; resetUrl: string }
  /** To the owner of an account; to a stranger, where its address is not verified. So are the notices that follow. */
  | ({ kind: 'password-reset'; url: string; linkMinutes: number } & Named)
  | ({ kind: 'password-changed' } & PasswordNotice)
  | ({ kind: 'password-reset-done' } & PasswordNotice)
  /** When an old token of a session was used again, which was ended for that. */
  | ({ kind: 'session-ended' } & PasswordNotice)
  /** To the address that an account had. */
  | ({ kind: 'address-changed'; newEmail: string; undoUrl: string; linkHours: number } & Notice)
  /** `dueAt` is ISO 8601. */
  | ({ kind: 'deletion-scheduled'; dueAt: string; loginUrl: string } & Notice)
  /** To the address that its owner has brought back by our link: the account has no password until one is chosen. */
  | { kind: 'address-restored'; url: string; username: string; linkMinutes: number }

/** What is enqueued: an email, and the tag of its language, which an older version did not set. */
export type LocalizedMail = MailMessage & { locale?: string }
