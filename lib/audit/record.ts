import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { forgetRowOfRequest } from '@/lib/db/row-of-request'
import { afterCommit } from '@/lib/db/transaction'
import { logger } from '@/lib/log/logger'
import { countAuditEvent } from '@/lib/metrics/count-audit-event'
import type { AuditEventType } from './events'

export type AuditEventInput = {
  type: AuditEventType
  /** The account that the event concerns; null for none, such as a login with an unknown name. */
  userId: string | null
  sessionId?: string
  /** Facts without secrets: never a password, token, code or hash. */
  detail?: Record<string, string | number | boolean | null>
}

/**
 * Writes one audit row in the transaction of the change, so that neither exists without the other. After the commit it
 * writes a log line for monitoring (ASVS 16.3.1) and counts the event in a metric.
 *
 * Also discards the actor's row that the request has cached.
 */
export async function record(tx: Transaction, ctx: Context, event: AuditEventInput): Promise<void> {
  if (ctx.actor) forgetRowOfRequest(ctx.actor)
  await tx.auditEvent.create({ data: auditRow(ctx, event), select: { id: true } })
  afterCommit(tx, () => announce(ctx, event))
}

/** The row that `record` and `writeAndRecord` write. */
export function auditRow(ctx: Context, event: AuditEventInput) {
  return {
    type: event.type,
    userId: event.userId,
    actorId: ctx.actor?.userId ?? null,
    sessionId: event.sessionId ?? ctx.actor?.sessionId ?? null,
    ip: ctx.ip,
    userAgent: ctx.userAgent,
    requestId: ctx.requestId,
    detail: JSON.stringify(event.detail ?? {}),
    createdAt: ctx.now,
  }
}

/** Logs and counts a recorded event. */
export function announce(ctx: Context, { type, userId, sessionId }: AuditEventInput): void {
  const facts = { event: type, requestId: ctx.requestId, userId, actorId: ctx.actor?.userId, sessionId, ip: ctx.ip }
  logger().info(facts, 'audit')
  countAuditEvent(type)
}
