/** For tests of a great many steps: a picture of the page before and after each would cost more than the steps. */
export const LEAN_TRACE = { mode: 'retain-on-failure', screenshots: false, snapshots: false } as const
