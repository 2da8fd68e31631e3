import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/new-id'
import { forgetRowOfRequest } from '@/lib/db/row-of-request'
import { insertion, type Value } from '@/lib/db/statement'
import { writeTogether, type Change } from '@/lib/db/write-together'
import { announce, auditRow, type AuditEventInput } from './record'

/**
 * Writes changes and their audit rows in one transaction, like `record` in a Prisma transaction.
 *
 * @returns false, with nothing written, when a required change matched no row
 */
export async function writeAndRecord(ctx: Context, changes: Change[], events: AuditEventInput[]): Promise<boolean> {
  if (ctx.actor) forgetRowOfRequest(ctx.actor)
  if (!(await writeTogether([...changes, ...events.map((event) => insertionOf(ctx, event))]))) return false
  for (const event of events) announce(ctx, event)
  return true
}

function insertionOf(ctx: Context, event: AuditEventInput): Change {
  const row: Record<string, Value> = { id: newId(), ...auditRow(ctx, event) }
  return { statement: insertion('AuditEvent', Object.keys(row)), values: Object.values(row) }
}
