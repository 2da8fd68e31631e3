import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'

/** For a server that sends no mail but keeps it: where to look. The key to the inbox is never in the link. */
export function MailboxHint() {
  return (
    <Notice tone="info">
      This server keeps its mail in the <TextLink href="/mailbox">development inbox</TextLink> instead of sending it.
    </Notice>
  )
}
