export type VerificationSecrets = { code: string; url: string; codeMinutes: number; linkHours: number }

/** What an account is called in a mail: see `usernameForMail`. An older version always said it. */
type Named = { username: string | null }

type Notice = Named & {
  /** ISO 8601. */
  when: string
  /** The User-Agent header of the request; the mail names browser and system only. */
  device: string
  ip: string
}

type PasswordNotice = Notice & { resetUrl: string }

/**
 * What a mail says: its kind, and the facts its template is filled with. Links are absolute and built on APP_URL.
 *
 * Whoever reads it may be a stranger, and then no word in it is somebody else's: with a username, registering with an address or
 * changing to it would mail its owner whatever the sender likes, in our name. Each kind says who reads it. Of a person's own
 * texts no more than the username and the new address ever stand in a mail.
 */
export type MailMessage =
  /** To a stranger: the address that somebody registered with. */
  | ({ kind: 'verification' } & VerificationSecrets)
  /** To a stranger: the address of an account that nobody has proven. */
  | ({ kind: 'verify-address' } & VerificationSecrets)
  /** To a stranger: the address that an account is to have. */
  | { kind: 'confirm-address'; url: string; linkMinutes: number }
  /** To the owner of an account, when somebody registers with the same address, or wants to change to it. No words of either. */
  | { kind: 'already-registered'; loginUrl: string; resetUrl: string }
  /** To the owner of an account; to a stranger, where its address is not proven. So are the notices that follow. */
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

/** What is enqueued: a mail, and the tag of its language, which an older version did not say. */
export type LocalizedMail = MailMessage & { locale?: string }
