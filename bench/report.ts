import { CASES, type SingleCase } from './cases'
import type { CaseResult } from './measure-case'
import type { SubjectResult } from './measure-subject'
import type { Options } from './options'
import type { HashingResult } from './subjects/hash-loop'
import type { Machine } from './support/machine'
import { alignColumns } from './support/align-columns'

export type BenchResult = {
  machine: Machine
  options: Options
  hashing: HashingResult | null
  product: SubjectResult
  next: SubjectResult | null
  django: SubjectResult | null
  /** What was not measured, and why. */
  remarks: string[]
}

const HEADER = ['', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms', 'of it main', 'loop ms', '× handler', '× floor', 'failed']

/** The table as a person reads it. */
export function report(result: BenchResult): string {
  const { machine, options, hashing, product, next, django, remarks } = result
  const subjects = [product, next, django].filter((subject) => subject !== null)
  const handlerCpu = next?.cases.live?.cpuMilliseconds
  const hashRows = hashing
    ? [
        [`Bare ${hashing.implementation}, cost ${options.cost}`],
        ...hashing.rates.map(({ threads, perSecond, cpuMilliseconds }) => [
          `  a hash, ${threads} at a time`,
          figure(perSecond),
          '',
          '',
          figure(cpuMilliseconds),
          '',
          '',
          ratio(cpuMilliseconds, handlerCpu),
        ]),
      ]
    : []
  const rows = subjects.flatMap((subject) => [
    [subject.name],
    ...casesOf(subject).map(([name, figures]) => [
      `  ${subject === product ? CASES[name] : subject === next && name === 'live' ? 'bare handler' : name}`,
      ...rowOf(figures, handlerCpu, subject === product ? floorCpu(name, result) : undefined),
    ]),
  ])
  return [
    `Vestibule bench: commit ${machine.commit}; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, load ${machine.loadBefore.toFixed(1)} before`,
    `${options.connections} connections, ${options.processes} processes, ${options.seconds} s a case after ${options.warmUpSeconds} s of warm-up`,
    '',
    ...alignColumns([HEADER, ...rows, ...hashRows]),
    ...mixedLines(subjects, options),
    '',
    ...alignColumns([['Memory, MB', 'RSS at rest', 'PSS', 'RSS after', 'PSS'], ...subjects.flatMap(memoryRows)]),
    ...failureLines(subjects),
    ...remarks.map((remark) => `\n${remark}`),
  ].join('\n')
}

const casesOf = ({ cases }: SubjectResult) => Object.entries(cases) as [SingleCase, CaseResult][]

/** The floor of a case: the bare Next app's same case, or the hash with every core at work, whose cost is meant to be there. */
function floorCpu(name: SingleCase, { next, hashing }: BenchResult): number | undefined {
  return name === 'log-in' || name === 'register'
    ? hashing?.rates.at(-1)?.cpuMilliseconds
    : next?.cases[name]?.cpuMilliseconds
}

function rowOf(result: CaseResult, handlerCpu: number | undefined, ownFloorCpu: number | undefined): string[] {
  const {
    perSecond,
    p50Milliseconds,
    p99Milliseconds,
    cpuMilliseconds,
    mainThreadCpuMilliseconds,
    eventLoopMilliseconds,
    failures,
  } = result
  return [
    figure(perSecond),
    figure(p50Milliseconds),
    figure(p99Milliseconds),
    figure(cpuMilliseconds),
    figure(mainThreadCpuMilliseconds),
    eventLoopMilliseconds === null ? '' : figure(eventLoopMilliseconds),
    ratio(cpuMilliseconds, handlerCpu),
    ratio(cpuMilliseconds, ownFloorCpu),
    failures === 0 ? '' : String(failures),
  ]
}

function mixedLines(subjects: SubjectResult[], { connections }: Options): string[] {
  const rows = subjects.flatMap(({ name, mixed }) => {
    if (!mixed) return []
    const { alone, underLogIns, logIns } = mixed
    const figures = [
      alone.p50Milliseconds,
      alone.p99Milliseconds,
      underLogIns.p50Milliseconds,
      underLogIns.p99Milliseconds,
      logIns.perSecond,
    ]
    return [[name, ...figures.map(figure)]]
  })
  if (rows.length === 0) return []
  return [
    '',
    ...alignColumns([
      [
        `Profile while ${connections} log in`,
        'alone: p50 ms',
        'p99 ms',
        'under log-ins: p50 ms',
        'p99 ms',
        'log-ins/s',
      ],
      ...rows,
    ]),
  ]
}

function memoryRows({ name, memoryAtRest, memoryAfter }: SubjectResult): string[][] {
  return memoryAtRest.map(({ processId, residentMegabytes, proportionalMegabytes }, index) => {
    const after = memoryAfter.find((each) => each.processId === processId)
    const megabytes = [residentMegabytes, proportionalMegabytes, after?.residentMegabytes, after?.proportionalMegabytes]
    const role = index === 0 ? 'started process' : `child ${index}`
    return [`${name}, ${role}`, ...megabytes.map((each) => (typeof each === 'number' ? each.toFixed(0) : ''))]
  })
}

function failureLines(subjects: SubjectResult[]): string[] {
  return subjects.flatMap((subject) => {
    return [...casesOf(subject), ...Object.entries(subject.mixed ?? {})].flatMap(([name, { firstFailure }]) =>
      firstFailure === null ? [] : [`\n${subject.name}, ${name}: the first failure was ${firstFailure}`],
    )
  })
}

/** Three significant digits. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '-'
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

function ratio(value: number, base: number | undefined): string {
  return base === undefined ? '' : (value / base).toFixed(1)
}
