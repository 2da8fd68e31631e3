'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link'
import { withReturnTo } from '@/lib/http/with-return-to'

/**
 * Says that the session has ended, and links to a new login: in a tab of its own, since what was typed here is still
 * needed, and can be sent again afterwards.
 */
export default function LoggedOutText() {
  const t = useTranslations('forms')
  const path = usePathname()
  return t.rich('loggedOut', {
    link: (text) => (
      <TextLink href={withReturnTo('/login', path)} target="_blank">
        {text}
      </TextLink>
    ),
  })
}
