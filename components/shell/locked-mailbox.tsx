import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button-link'
import { Doorway } from './doorway'
import { PageHeading } from './page-heading'

/** The development inbox without its key: how to get in. */
export function LockedMailbox() {
  const t = useTranslations('pages')
  return (
    <Doorway>
      <PageHeading isCentered title={t('mailbox.lockedTitle')}>
        {t.rich('mailbox.lockedText', {
          code: (command) => (
            <code dir="ltr" className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-sm whitespace-nowrap text-ink">
              {command}
            </code>
          ),
        })}
      </PageHeading>
      <ButtonLink href="/" variant="secondary">
        {t('toFrontPage')}
      </ButtonLink>
    </Doorway>
  )
}
