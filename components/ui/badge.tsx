import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

const TONES = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
} as const

/** One word on a thing's state. */
export function Badge({ tone, icon, children }: { tone: keyof typeof TONES; icon?: IconName; children: ReactNode }) {
  return (
    <span
      className={
        'inline-flex items-center gap-1 rounded-full border border-transparent px-2.5 text-xs/5 font-medium ' +
        TONES[tone]
      }
    >
      {icon && <Icon name={icon} className="size-3.5" />}
      {children}
    </span>
  )
}
