const PATHS = {
  alert: 'M8 5v3.5M8 11h.01M8 1.75 14.5 13.5h-13z',
  check: 'm3.25 8.5 3.25 3.25 6.25-7.5',
  envelope: 'M2 3.75h12v8.5H2zm0 .5 6 4.5 6-4.5',
  info: 'M8 7.25v4M8 4.75h.01M14.25 8a6.25 6.25 0 1 1-12.5 0 6.25 6.25 0 0 1 12.5 0',
  screen: 'M2 2.75h12v8H2zM5.5 13.75h5M8 10.75v3',
  sun:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.25M8 13.75V15M1 8h1.25M13.75 8H15M3.05 3.05l.9.9M12.05 12.05l.9.9' +
    'M3.05 12.95l.9-.9M12.05 3.95l.9-.9',
  moon: 'M13.75 9.75A6 6 0 0 1 6.25 2.25a6 6 0 1 0 7.5 7.5',
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
