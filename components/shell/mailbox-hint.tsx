import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'

/** For a server that sends no mail but keeps it: where to look. The key to the inbox is never in the link. */
export function MailboxHint() {
  const t = useTranslations('pages')
  return (
    <Notice tone="info">
      {t.rich('mailboxHint', { link: (text) => <TextLink href="/mailbox">{text}</TextLink> })}
    </Notice>
  )
}
