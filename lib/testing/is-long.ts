/** Whether tests run at full length, as `npm run test:all` runs them: `scripts/test.mjs` sets TEST_LONG. */
export const IS_LONG = process.env.TEST_LONG === '1'

/**
 * Whether they run on another database than SQLite, and not at full length: what is the same there, and was tried on
 * SQLite, is left out.
 */
export const IS_REPEATED = !IS_LONG && Boolean(process.env.TEST_DATABASE_URL)
