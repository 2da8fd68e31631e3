import type { RenderedMail } from './templates/render-mail'

/** A mail in the development inbox, as its reader would see it. */
export type MailboxMail = { id: string; to: string; createdAt: Date } & RenderedMail
