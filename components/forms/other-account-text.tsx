'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { MouseEvent } from 'react'
import { TextLink } from '@/components/ui/text-link'
import { usernameOf } from '@/lib/forms/shown-for'
import { logInAsOtherPath } from '@/lib/http/with-return-to'
import { useShownFor } from './shown-for'

/**
 * The login opens in a tab of its own, since what was typed here can be sent again afterwards.
 *
 * @param username of the account that is logged in now
 */
export default function OtherAccountText({ username }: { username: string }) {
  const t = useTranslations('forms')
  const path = usePathname()
  const other = usernameOf(useShownFor())
  return t.rich(other ? 'otherAccount' : 'otherAccountNow', {
    username,
    other,
    reload: (text) => (
      <TextLink href={path} onClick={loadAnew}>
        {text}
      </TextLink>
    ),
    link: (text) => (
      <TextLink href={logInAsOtherPath(path)} target="_blank">
        {text}
      </TextLink>
    ),
  })
}

/** By a visit, not a reload: some browsers keep through that what was typed for the other account. */
function loadAnew(event: MouseEvent) {
  event.preventDefault()
  location.assign(location.pathname + location.search)
}
