import type { ReactNode, Ref } from 'react'

type LiveRegionProps = {
  ref?: Ref<HTMLDivElement>
  /** Where it is focused when something appears in it: that reads it out, and it need not be said twice. */
  isFocused?: boolean
  children: ReactNode
}

/**
 * A place where something is going to be said. Screen readers notice only what appears in a region that they know, so
 * it stands in the accessibility tree while it is empty; it takes no room then, nor a gap.
 */
export function LiveRegion({ ref, isFocused = false, children }: LiveRegionProps) {
  return (
    <div
      ref={ref}
      role="status"
      aria-live={isFocused ? 'off' : 'polite'}
      tabIndex={ref ? -1 : undefined}
      className="rounded-control empty:sr-only"
    >
      {children}
    </div>
  )
}
