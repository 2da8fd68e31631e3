import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './icon'

/** A row of buttons of which one is chosen. Each sends its form, so that it works without JavaScript too. */
export function Segments({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="inline-flex rounded-control bg-sunken p-0.5">
      {children}
    </div>
  )
}

type SegmentProps = Omit<ComponentProps<'button'>, 'type' | 'className'> & { icon: IconName; isChosen: boolean }

/** One of {@link Segments}; its text is for screen readers and for those who rest on it, the icon for the rest. */
export function Segment({ icon, isChosen, children, ...rest }: SegmentProps) {
  return (
    <button
      type="submit"
      aria-pressed={isChosen}
      className={
        'grid min-h-target min-w-target place-items-center rounded-lg border border-transparent text-muted ' +
        'transition-colors hover:text-ink aria-pressed:border-line aria-pressed:bg-raised aria-pressed:text-ink ' +
        'forced-colors:aria-pressed:border-[Highlight]'
      }
      {...rest}
    >
      <Icon name={icon} />
      <span className="sr-only">{children}</span>
    </button>
  )
}
