import type { SingleCase } from '../cases'
import type { Plan } from '../load/plan'
import type { EventLoopWatch } from '../support/event-loop'

/** A server that is measured. */
export type Subject = {
  name: string
  /** Its processes are this one and all its descendants. */
  processId: number
  /** Null for a server that is not Node. */
  eventLoop: EventLoopWatch | null
  /** The requests of each case that it can do. */
  plans: Partial<Record<SingleCase, Plan>>
  stop: () => Promise<void>
}
