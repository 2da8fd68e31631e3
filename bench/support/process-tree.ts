import { readdirSync, readFileSync } from 'node:fs'

/** Clock ticks of /proc to a second: 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100

type Stat = { parentId: number; ownMilliseconds: number; childrenMilliseconds: number }
export type CpuTime = {
  /** User and system time: all threads, and children that have ended and were waited for. */
  allMilliseconds: number
  /** Of it, that of the main threads. */
  mainThreadMilliseconds: number
}
export type ProcessMemory = { processId: number; residentMegabytes: number; proportionalMegabytes: number | null }

/** A process and all its descendants, the oldest first. */
export function processTree(rootId: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(`/proc/${name}/stat`) : null
    if (stat) parents.set(Number(name), stat.parentId)
  }
  const tree = [rootId]
  // The list grows while it is walked: the children of children are found too.
  for (const parent of tree) for (const [id, parentId] of parents) if (parentId === parent) tree.push(id)
  return tree
}

/** What a process tree has used so far. */
export function cpuTimeOf(rootId: number): CpuTime {
  const total = { allMilliseconds: 0, mainThreadMilliseconds: 0 }
  for (const id of processTree(rootId)) {
    const stat = readStat(`/proc/${id}/stat`)
    if (stat) total.allMilliseconds += stat.ownMilliseconds + stat.childrenMilliseconds
    // The main thread has the id of its process.
    total.mainThreadMilliseconds += readStat(`/proc/${id}/task/${id}/stat`)?.ownMilliseconds ?? 0
  }
  return total
}

/** Of each process of a tree. */
export function memoryOf(rootId: number): ProcessMemory[] {
  return processTree(rootId).flatMap((processId) => {
    const resident = megabytesIn(`/proc/${processId}/status`, /VmRSS:\s+(\d+) kB/)
    if (resident === null) return []
    return {
      processId,
      residentMegabytes: resident,
      proportionalMegabytes: megabytesIn(`/proc/${processId}/smaps_rollup`, /Pss:\s+(\d+) kB/),
    }
  })
}

/** proc(5). The second field is a name in brackets that may itself contain spaces and brackets. */
function readStat(file: string): Stat | null {
  const text = readOrNull(file)
  if (text === null) return null
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [user, system, childrenUser, childrenSystem] = fields
    .slice(11, 15)
    .map((ticks) => (Number(ticks) * 1000) / TICKS_A_SECOND)
  return {
    parentId: Number(fields[1]),
    ownMilliseconds: Number(user) + Number(system),
    childrenMilliseconds: Number(childrenUser) + Number(childrenSystem),
  }
}

function megabytesIn(file: string, pattern: RegExp): number | null {
  const kilobytes = pattern.exec(readOrNull(file) ?? '')?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

/** Null where the process has ended, or the file is not ours to read. */
function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
