import type { MailMessage } from '@/lib/mail/mail-message'

const SITE = 'https://accounts.example.com'
const TOKEN = 'Zx3kV9hQm2Tn7bWc5LfYpA'

/** One example email of each kind. */
export function exampleMails(username: string): MailMessage[] {
  const proof = { code: '480213', url: `${SITE}/verify-email?token=${TOKEN}`, codeMinutes: 10, linkHours: 24 }
  const notice = {
    username,
    when: '2026-11-22T14:05:09.000Z',
    device: 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0',
    ip: '192.0.2.7',
  }
  const resetUrl = `${SITE}/forgot-password`
  const loginUrl = `${SITE}/login`
  return [
    { kind: 'verification', ...proof },
    { kind: 'verify-address', ...proof },
    { kind: 'already-registered', loginUrl, resetUrl },
    { kind: 'password-reset', url: `${SITE}/reset-password?token=${TOKEN}`, username, linkMinutes: 60 },
    { kind: 'password-reset-done', ...notice, resetUrl },
    { kind: 'password-changed', ...notice, resetUrl },
    { kind: 'session-ended', ...notice, resetUrl },
    { kind: 'confirm-address', url: `${SITE}/confirm-email-change?token=${TOKEN}`, linkMinutes: 60 },
    {
      kind: 'address-changed',
      ...notice,
      newEmail: 'new@example.com',
      undoUrl: `${SITE}/undo-email-change?token=${TOKEN}`,
      linkHours: 24,
    },
    { kind: 'address-restored', url: `${SITE}/reset-password?token=${TOKEN}`, username, linkMinutes: 60 },
    { kind: 'deletion-scheduled', ...notice, dueAt: '2026-12-06T14:05:09.000Z', loginUrl },
  ]
}
