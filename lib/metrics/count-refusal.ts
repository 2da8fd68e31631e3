import { counter } from './counter'

/** Counts an act that a rate limit refused. */
export function countRefusal(policy: string): void {
  const help = 'Acts that a rate limit refused, by the limit.'
  counter({ name: 'vestibule_rate_limit_refusals_total', help, label: 'policy' }).inc({ policy })
}
