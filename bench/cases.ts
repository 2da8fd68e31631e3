/** What is measured, in the order of the table. A new case is a line here, and a plan in each subject that can do it. */
export const CASES = {
  profile: 'GET /api/v1/profile, Bearer',
  refresh: 'POST /api/v1/token/refresh, rotating',
  'log-in': 'POST /api/v1/token',
  register: 'POST /api/v1/register',
  live: 'GET /api/health/live',
  page: 'GET /login',
} as const

/** `mixed` is the profile, at a steady rate, while others log in. */
export const CASE_NAMES = [...(Object.keys(CASES) as SingleCase[]), 'mixed'] as const

export type SingleCase = keyof typeof CASES
export type CaseName = SingleCase | 'mixed'
