export type AddressProof = { code: string; url: string; username: string; codeMinutes: number; linkHours: number }

type Notice = {
  username: string
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
 * Of a person's own texts only the username may stand in a mail to an address that is not proven: with a name or a bio,
 * registering would mail a stranger whatever the sender likes. Residual risk: a username such as `example.com` is made
 * a link by some mail programs.
 */
export type MailMessage =
  /** To the address that somebody registered with. */
  | ({ kind: 'verification' } & AddressProof)
  /** To the owner of an account whose address is not proven yet. */
  | ({ kind: 'verify-address' } & AddressProof)
  /** To the owner of an account, when somebody registers with the same address. */
  | { kind: 'already-registered'; loginUrl: string; resetUrl: string }
  | { kind: 'password-reset'; url: string; username: string; linkMinutes: number }
  | ({ kind: 'password-changed' } & PasswordNotice)
  | ({ kind: 'password-reset-done' } & PasswordNotice)
  /** To the owner of a session that was ended, because an old token of it was used again. */
  | ({ kind: 'session-ended' } & PasswordNotice)
  /** To the address that an account is to have. */
  | { kind: 'confirm-address'; url: string; username: string; linkMinutes: number }
  /** To the address that an account had. */
  | ({ kind: 'address-changed'; newEmail: string; undoUrl: string; linkHours: number } & Notice)
  /** To the address that an undo brought back: the account has no password until one is chosen. */
  | { kind: 'address-restored'; url: string; username: string; linkMinutes: number }
  /** `dueAt` is ISO 8601. */
  | ({ kind: 'deletion-scheduled'; dueAt: string; loginUrl: string } & Notice)

/** What is enqueued: a mail, and the tag of its language, which an older version did not say. */
export type LocalizedMail = MailMessage & { locale?: string }
