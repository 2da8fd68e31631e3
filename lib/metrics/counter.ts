import { Counter, register } from 'prom-client'

/**
 * The process's one counter of a name, made at its first use.
 *
 * @param label has a bounded number of values: each is a line of every scrape
 */
export function counter<Label extends string>({
  name,
  help,
  label,
}: {
  name: string
  help: string
  label: Label
}): Counter<Label> {
  // oxlint-disable-next-line typescript/no-unsafe-class-instance-assignment -- a name is only ever registered here
  const known = register.getSingleMetric(name) as Counter<Label> | undefined
  return known ?? new Counter({ name, help, labelNames: [label] })
}
