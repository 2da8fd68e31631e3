const PATHS = {
  alert: 'M8 5v3.5M8 11h.01M8 1.75 14.5 13.5h-13z',
  check: 'm3.25 8.5 3.25 3.25 6.25-7.5',
  envelope: 'M2 3.75h12v8.5H2zm0 .5 6 4.5 6-4.5',
  info: 'M8 7.25v4M8 4.75h.01M14.25 8a6.25 6.25 0 1 1-12.5 0 6.25 6.25 0 0 1 12.5 0',
  arrowLeft: 'M13 8H3m4-4L3 8l4 4',
} as const

export type IconName = keyof typeof PATHS

/** A small drawing beside a text that says the same: hidden from screen readers. */
export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 ${className}`}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
