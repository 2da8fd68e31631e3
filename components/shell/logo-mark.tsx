/** The mark: a doorway, its door ajar, light behind it. The same drawing: lib/brand/mark-svg.ts. */
export function LogoMark({ className = 'size-8' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={`shrink-0 ${className}`}>
      <path d="M5 29V14a11 11 0 0 1 22 0v15z" className="fill-ink" />
      <path d="M9 29V14a7 7 0 0 1 14 0v15z" className="fill-glow" />
      <path d="M9 29V14a7 7 0 0 1 7-7l.6.02A5 5 0 0 1 18.5 11v15z" className="fill-primary" />
      <circle cx="16" cy="18.5" r="1" className="fill-on-primary" />
    </svg>
  )
}
