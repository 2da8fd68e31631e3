/** The pages that need no account, and one that is not there: for tests that look at each as it is at first. */
export const STRANGERS_PAGES = [
  '/',
  '/login',
  '/register',
  '/forgot-password',
  '/verify-email',
  '/reset-password',
  '/confirm-email-change',
  '/undo-email-change',
  '/old-link?for=reset',
  '/no/such/page',
  '/mailbox',
]
