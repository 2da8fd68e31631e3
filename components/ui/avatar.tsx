import { classNames } from './class-names'
import { initials } from './initials'
import { avatarColour } from './avatar-colour'

type AvatarProps = {
  /** The picture's address; without one the initials stand on a colour. */
  src: string | null
  name: string
  /** What the colour follows from: the same for the same person everywhere. */
  seed: string
  /** Size and size of text. */
  className: string
}

/** Someone's picture beside the name: hidden from screen readers, which read the name. */
export function Avatar({ src, name, seed, className }: AvatarProps) {
  const shape = classNames('shrink-0 rounded-t-full rounded-b-lg', className)
  // oxlint-disable-next-line nextjs/no-img-element -- it is made in its sizes already, and served as it is
  if (src) return <img src={src} alt="" width={96} height={96} className={classNames(shape, 'object-cover')} />
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid place-items-center font-semibold text-portrait-ink forced-colors:border',
        avatarColour(seed),
        shape,
      )}
    >
      {initials(name)}
    </span>
  )
}
