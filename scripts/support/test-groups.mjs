// Which unit tests run where: vitest.config.ts reads it.

/**
 * What can differ from one database to another: SQL of our own, what is unique, searched or ordered, and what happens
 * at once. Patterns of test files, without the end of their names.
 */
export const DIFFERENT_ON_DATABASES = [
  'bench/growth/*',
  'lib/accounts/{list-activity,list-users,normalize-stored-emails,schedule-deletion,update-profile,user-number}',
  'lib/admin/require-another-admin',
  'lib/{audit,avatars,maintenance,metrics,rate-limit,sessions}/*',
  'lib/db/**/*',
  'lib/email-change/{confirm,undo}-email-change',
  'lib/mail/{deliver-due-mails,enqueue-mail,reserve-mail-slot}',
  'lib/passwords/{change,reset}-password',
  'lib/registration/{register,verify-email}',
  'lib/tokens/{refresh-tokens,signing-keys}',
  'scripts/db-new',
]

/**
 * What `npm test -- quick` leaves out, unless it is named: it starts processes, waits, or tries thousands of cases.
 * Patterns.
 */
export const SLOW = [
  'bench/**',
  'lib/avatars/make-avatar.*',
  'lib/db/{migrate,create-guarded-adapter,watch-server,databases}.*',
  'lib/email-change/*',
  'lib/mail/{deliver-due-mails,mail-worker}.*',
  'lib/mail/transports/*',
  'lib/maintenance/*',
  'lib/metrics/*',
  'lib/passwords/reset-password.*',
  'lib/rate-limit/limiter.*',
  'lib/registration/{register,verify-email}.*',
  'lib/server/{console-lines,handle-request}.*',
  'lib/server/metrics/*',
  'lib/testing/fuzz/*',
  'lib/tokens/{actor-of-access-token,refresh-tokens,signing-keys}.*',
  'scripts/*',
]
