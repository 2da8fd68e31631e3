/** Whether tests run at full length, as `npm run test:all` runs them: `scripts/test.mjs` sets TEST_LONG. */
export const IS_LONG = process.env.TEST_LONG === '1'
