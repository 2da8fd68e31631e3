import { classNames } from './class-names'

/** Something is on its way, which a text beside it says: hidden from screen readers. */
export function Spinner({ className = 'size-5' }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('shrink-0 animate-spin rounded-full border-2 border-current border-t-transparent', className)}
    />
  )
}
