import type { LoadResult, Plan } from './load/plan'
import { runLoad } from './load/run-load'
import type { Duration } from './measure-case'

/** 40 profiles a second: far below what any subject can do. */
const INTERVAL_MILLISECONDS = 25

export type MixedResult = {
  /** The profile with nothing beside it, at a steady rate. */
  alone: LoadResult
  /** The same while every connection logs in again and again. */
  underLogIns: LoadResult
  logIns: LoadResult
}

/** Measures how long a profile takes while others log in. */
export async function measureMixed(
  profile: Plan,
  logIn: Plan,
  { seconds, warmUpSeconds }: Duration,
): Promise<MixedResult> {
  const paced = { ...profile, intervalMilliseconds: INTERVAL_MILLISECONDS }
  const milliseconds = seconds * 1000
  const warmUpMilliseconds = warmUpSeconds * 1000
  const alone = await runLoad({ plan: paced, warmUpMilliseconds: 1000, milliseconds })
  const [underLogIns, logIns] = await Promise.all([
    runLoad({ plan: paced, warmUpMilliseconds, milliseconds }),
    runLoad({ plan: logIn, warmUpMilliseconds, milliseconds }),
  ])
  return { alone, underLogIns, logIns }
}
