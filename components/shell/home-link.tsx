import { BrandSign } from './brand-sign'
import { PageLink } from '@/components/ui/page-link'

/** Logo and name, leading to the front page. */
export function HomeLink() {
  return (
    <PageLink
      href="/"
      className="inline-flex min-h-target max-w-full min-w-0 items-center gap-2 justify-self-start rounded-control pe-1"
    >
      <BrandSign logoClass="size-7" nameClass="truncate text-lg font-semibold tracking-tight" />
    </PageLink>
  )
}
