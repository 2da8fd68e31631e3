import Link from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A link to a page of ours, which goes without a full load. Nothing is asked for before it is pressed: our pages are made for
 * their reader at the moment, so there is nothing of them to fetch ahead, and each visit would cost two requests a link.
 */
export function PageLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />
}
