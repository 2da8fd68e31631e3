import { classNames } from './class-names'

const DOT = 'rounded-full border-2 border-current'

/**
 * Something is pending, as the text beside it says: hidden from screen readers. Under prefers-reduced-motion it is
 * three dots, since a ring that does not turn says nothing.
 */
export function Spinner({ className = 'size-5' }: { className?: string }) {
  return (
    <span aria-hidden="true" className={classNames('grid shrink-0 place-items-center', className)}>
      <span className="size-full animate-spin rounded-full border-2 border-current border-t-transparent forced-color-adjust-none motion-reduce:hidden" />
      {/* Of borders: where the system forces its own colours, grounds go. */}
      <span className="hidden gap-0.5 motion-reduce:flex">
        <span className={DOT} />
        <span className={DOT} />
        <span className={DOT} />
      </span>
    </span>
  )
}
