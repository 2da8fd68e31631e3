import { counter } from './counter'

/** Counts an event of the audit log, logins by their outcome among them. */
export function countAuditEvent(type: string): void {
  const help = 'Events of the audit log: login.succeeded, login.failed, login.locked and all others.'
  counter({ name: 'vestibule_audit_events_total', help, label: 'type' }).inc({ type })
}
