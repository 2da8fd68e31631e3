import type { ReactNode, Ref } from 'react'
import { classNames } from './class-names'
import { Icon, type IconName } from './icon'

const TONES = {
  info: { icon: 'info', className: 'bg-info-soft text-ink' },
  success: { icon: 'check', className: 'bg-success-soft text-success' },
  warning: { icon: 'alert', className: 'bg-warning-soft text-warning' },
  danger: { icon: 'alert', className: 'bg-danger-soft text-danger' },
} as const satisfies Record<string, { icon: IconName; className: string }>

type NoticeProps = {
  tone: keyof typeof TONES
  /** `alert` interrupts a screen reader, `status` waits; without one it is plain text. */
  role?: 'alert' | 'status'
  ref?: Ref<HTMLDivElement>
  className?: string
  children: ReactNode
}

/** A tinted box for what a person should know before going on. */
export function Notice({ tone, role, ref, className, children }: NoticeProps) {
  const { icon, className: toneClass } = TONES[tone]
  return (
    <div
      ref={ref}
      role={role}
      tabIndex={ref ? -1 : undefined}
      className={classNames(
        'flex gap-3 rounded-control border border-transparent px-4 py-3 text-sm/6',
        toneClass,
        className,
      )}
    >
      <Icon name={icon} className="mt-1 size-4" />
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
    </div>
  )
}
