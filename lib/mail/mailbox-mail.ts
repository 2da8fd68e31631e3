import type { RenderedMail } from './templates/render-mail'

/** An email in the development inbox, as its reader would see it. */
export type MailboxMail = { id: string; to: string; createdAt: Date } & RenderedMail
