import { useTranslations } from 'next-intl'
import { emphasis } from '@/components/ui/emphasis'
import { Notice } from '@/components/ui/notice'

type LinkOfOtherProps = {
  /** The username of the account that is logged in; empty for a stranger. */
  username: string
  /** Whose link it is, by what the page calls them; null where it is the person's own. */
  other: string | null
  /** What the link does: act on its account alone, or log this browser in to it. */
  does?: 'act' | 'log-in'
}

/**
 * Says that an emailed link is for another account than the one that is logged in, and what becomes of the latter (S63).
 */
export function LinkOfOther({ username, other, does = 'act' }: LinkOfOtherProps) {
  const t = useTranslations('pages.linkOfOther')
  if (!username || other === null) return null
  return <Notice tone="info">{t.rich(does, { username, other, strong: emphasis })}</Notice>
}

/** Says the same once it has acted. */
export function DoneForOther({ username }: { username: string }) {
  const t = useTranslations('pages.linkOfOther')
  return <Notice tone="info">{t.rich('done', { username, strong: emphasis })}</Notice>
}
