import { readdirSync, readFileSync } from 'node:fs'

/** A process and all that it started, by Linux's /proc. */
export function processTree(processId: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(Number(name))
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree = [processId]
  for (const each of tree) tree.push(...(children.get(each) ?? []))
  return tree
}

/** Sends a signal to all of them. One that has ended in the meantime is no failure. */
export function signalTree(processId: number, signal: NodeJS.Signals): void {
  for (const each of processTree(processId)) {
    try {
      process.kill(each, signal)
    } catch {
      // It has ended.
    }
  }
}

function parentOf(processId: number): number | null {
  const parent = /PPid:\s+(\d+)/.exec(read(`/proc/${processId}/status`))?.[1]
  return parent === undefined ? null : Number(parent)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
