/** Every kind of event that the audit log knows. The names are part of the export and the API: add, never rename. */
export const AUDIT_EVENTS = [
  'account.registered',
  'account.created',
  'account.claim_voided',
  'account.updated',
  'account.role_changed',
  'email.verified',
  'login.succeeded',
  'login.failed',
  'login.locked',
  'logout',
  'password.changed',
  'password.reset_requested',
  'password.reset',
] as const

export type AuditEventType = (typeof AUDIT_EVENTS)[number]
