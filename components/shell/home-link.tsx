import Link from 'next/link'
import { LogoMark } from './logo-mark'

/** Mark and name, leading to the front page. */
export function HomeLink() {
  return (
    <Link href="/" className="inline-flex min-h-target items-center gap-2 rounded-control pr-1">
      <LogoMark className="size-7" />
      <span className="text-lg font-semibold tracking-tight">Vestibule</span>
    </Link>
  )
}
