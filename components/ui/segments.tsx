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

type SegmentProps = Omit<ComponentProps<'button'>, 'type' | 'className' | 'children'> & {
  icon: IconName
  isChosen: boolean
  children: string
}

/** One of {@link Segments}; its text is for screen readers and for those who rest on it, the icon for the rest. */
export function Segment({ icon, isChosen, children, ...rest }: SegmentProps) {
  return (
    <button
      type="submit"
      aria-pressed={isChosen}
      className={
        'rounded-lg border border-transparent text-muted ' +
        'transition-colors hover:text-ink aria-pressed:border-line aria-pressed:bg-raised aria-pressed:text-ink'
      }
      {...rest}
    >
      {/* On what screen readers leave out: on the button itself some of them would say it twice. */}
      <span aria-hidden="true" title={children} className="-m-px grid min-h-target min-w-target place-items-center">
        <Icon name={icon} />
      </span>
      <span className="sr-only">{children}</span>
    </button>
  )
}
