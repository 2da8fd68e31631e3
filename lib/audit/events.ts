/** Every kind of event that the audit log knows. The names are part of the export and the API: add, never rename. */
export const AUDIT_EVENTS = [
  'account.registered',
  'account.created',
  'account.claim_voided',
  'account.updated',
  'account.role_changed',
  'account.exported',
  'account.deletion_scheduled',
  'account.deletion_undone',
  'account.deleted',
  'email.verified',
  'email.change_requested',
  'email.changed',
  'email.change_undone',
  'login.succeeded',
  'login.failed',
  'login.locked',
  'logout',
  'signing_key.rotated',
  'session.ended',
  'session.all_ended',
  'session.refresh_replayed',
  'password.changed',
  'password.reset_requested',
  'password.reset',
] as const

export type AuditEventType = (typeof AUDIT_EVENTS)[number]
