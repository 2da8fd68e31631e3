/** The older services whose clients call us. Service C had pages alone (old-pages.ts). */
export type LegacyService = 'A' | 'B' | 'D' | 'E'

/** A path of an older service, and how its answers differ from those of the endpoint behind it. */
export type LegacyPath = {
  service: LegacyService
  methods: ('GET' | 'POST' | 'PUT' | 'PATCH')[]
  path: string
  /** The endpoint that answers. */
  v1: string
  /** A page has the same path: {@link isApiRequest} decides who asked. */
  isPageToo?: true
  /**
   * What the old service required, in the order of its answers. Any name of a list satisfies it; an error is at the
   * first.
   */
  required?: (string | string[])[]
  /** Clients show `error`: refusals repeat their first message there. */
  repeatsError?: true
  /** What else is different, for the OpenAPI document. */
  note?: string
}

const registration = ['username', 'email', 'password']
const byUsername = [['username', 'email'], 'password']
const byEmail = [['email', 'username'], 'password']
const passwords = ['old_password', 'new_password']

/**
 * Every path that clients of the older services call, in the one table. A trailing slash is taken on each, and letters
 * of either case.
 */
export const LEGACY_PATHS: LegacyPath[] = [
  {
    service: 'A',
    methods: ['POST'],
    path: '/api/register',
    v1: '/api/v1/register',
    required: registration,
    note: 'Also returns `id`, `username` and `email`; `id` is null until the email address is verified.',
  },
  { service: 'A', methods: ['POST'], path: '/api/login', v1: '/api/v1/token', required: byUsername },
  { service: 'A', methods: ['POST'], path: '/api/token/refresh', v1: '/api/v1/token/refresh', required: ['refresh'] },

  { service: 'B', methods: ['POST'], path: '/api/auth/register', v1: '/api/v1/register', required: registration },
  { service: 'B', methods: ['POST'], path: '/api/auth/login', v1: '/api/v1/token', required: byUsername },
  {
    service: 'B',
    methods: ['POST'],
    path: '/api/auth/token/refresh',
    v1: '/api/v1/token/refresh',
    required: ['refresh'],
  },
  { service: 'B', methods: ['POST'], path: '/api/auth/refresh', v1: '/api/v1/token/refresh', required: ['refresh'] },
  { service: 'B', methods: ['GET'], path: '/api/user/profile', v1: '/api/v1/profile' },
  {
    service: 'B',
    methods: ['POST'],
    path: '/api/user/change-password',
    v1: '/api/v1/password/change',
    required: passwords,
    repeatsError: true,
  },
  {
    service: 'B',
    methods: ['POST'],
    path: '/api/auth/forgot-password',
    v1: '/api/v1/password/forgot',
    required: ['email'],
    repeatsError: true,
  },
  {
    service: 'B',
    methods: ['POST'],
    path: '/api/auth/reset-password',
    v1: '/api/v1/password/reset',
    required: ['token', 'password'],
    repeatsError: true,
  },

  {
    service: 'D',
    methods: ['POST'],
    path: '/create-user',
    v1: '/api/v1/register',
    required: ['name', 'email', 'password'],
    repeatsError: true,
    note: 'The message ends with an exclamation mark.',
  },
  { service: 'D', methods: ['POST'], path: '/token', v1: '/api/v1/token', required: byEmail, repeatsError: true },
  {
    service: 'D',
    methods: ['POST'],
    path: '/refresh',
    v1: '/api/v1/token/refresh',
    required: ['refresh'],
    repeatsError: true,
    note: 'Returns `access` alone, unless the session’s refresh token differs from the one in the request: then it returns that too.',
  },
  {
    service: 'D',
    methods: ['POST'],
    path: '/logout',
    v1: '/api/v1/token/revoke',
    isPageToo: true,
    repeatsError: true,
    note: 'Without `refresh`, it revokes the session of the access token in `Authorization`.',
  },
  { service: 'D', methods: ['GET'], path: '/profile', v1: '/api/v1/profile', isPageToo: true, repeatsError: true },
  {
    service: 'D',
    methods: ['POST'],
    path: '/change-password',
    v1: '/api/v1/password/change',
    isPageToo: true,
    required: passwords,
    repeatsError: true,
  },

  {
    service: 'E',
    methods: ['POST'],
    path: '/register',
    v1: '/api/v1/register',
    isPageToo: true,
    required: registration,
  },
  { service: 'E', methods: ['POST'], path: '/login', v1: '/api/v1/token', isPageToo: true, required: byEmail },
  { service: 'E', methods: ['POST'], path: '/token/refresh', v1: '/api/v1/token/refresh', required: ['refresh'] },
  {
    service: 'E',
    methods: ['POST'],
    path: '/email-verify',
    v1: '/api/v1/verify-email',
    required: [
      ['email', 'token'],
      ['otp', 'token'],
    ],
    repeatsError: true,
  },
  {
    service: 'E',
    methods: ['GET'],
    path: '/users',
    v1: '/api/v1/users',
    note: 'In numbered pages, or a bare array with `LEGACY_USER_LIST=array`.',
  },
  {
    service: 'E',
    methods: ['GET', 'PATCH', 'PUT'],
    path: '/users/:id',
    v1: '/api/v1/users/:id',
    note: 'Accepts an account’s number or its UUID. Your own account includes its email address.',
  },
  { service: 'E', methods: ['PATCH', 'PUT'], path: '/profile', v1: '/api/v1/profile', isPageToo: true },
]
