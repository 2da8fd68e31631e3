/** What a path of an older service does differently from the endpoint that it stands for. */
export type DialectPath = {
  dialect: 'A' | 'B' | 'D' | 'E'
  methods: ('GET' | 'POST' | 'PUT' | 'PATCH')[]
  path: string
  /** The endpoint that answers. */
  v1: string
  /** When a page has the same path: what tells a program's request from a browser's. */
  only?: 'json' | 'authorization'
  /** A refresh's answer without `refresh` and `expires_in`, unless the session's refresh token was replaced. */
  answersAccessAlone?: true
  /** What else is different, for the OpenAPI document. */
  note?: string
}

/** Every path that clients of the older services call, in the one table. A trailing slash is taken on each. */
export const DIALECT_PATHS: DialectPath[] = [
  { dialect: 'A', methods: ['POST'], path: '/api/register', v1: '/api/v1/register' },
  { dialect: 'A', methods: ['POST'], path: '/api/login', v1: '/api/v1/token' },
  { dialect: 'A', methods: ['POST'], path: '/api/token/refresh', v1: '/api/v1/token/refresh' },

  { dialect: 'B', methods: ['POST'], path: '/api/auth/register', v1: '/api/v1/register' },
  { dialect: 'B', methods: ['POST'], path: '/api/auth/login', v1: '/api/v1/token' },
  { dialect: 'B', methods: ['GET'], path: '/api/user/profile', v1: '/api/v1/profile' },
  { dialect: 'B', methods: ['POST'], path: '/api/user/change-password', v1: '/api/v1/password/change' },
  { dialect: 'B', methods: ['POST'], path: '/api/auth/forgot-password', v1: '/api/v1/password/forgot' },
  { dialect: 'B', methods: ['POST'], path: '/api/auth/reset-password', v1: '/api/v1/password/reset' },

  {
    dialect: 'D',
    methods: ['POST'],
    path: '/create-user',
    v1: '/api/v1/register',
    note: 'The message ends with an exclamation mark.',
  },
  { dialect: 'D', methods: ['POST'], path: '/token', v1: '/api/v1/token' },
  {
    dialect: 'D',
    methods: ['POST'],
    path: '/refresh',
    v1: '/api/v1/token/refresh',
    answersAccessAlone: true,
    note: 'Answers `access` alone, unless the refresh token was replaced: then the new one stands in the answer too.',
  },
  { dialect: 'D', methods: ['POST'], path: '/logout', v1: '/api/v1/token/revoke', only: 'json' },
  { dialect: 'D', methods: ['GET'], path: '/profile', v1: '/api/v1/profile', only: 'authorization' },
  { dialect: 'D', methods: ['POST'], path: '/change-password', v1: '/api/v1/password/change', only: 'authorization' },

  { dialect: 'E', methods: ['POST'], path: '/register', v1: '/api/v1/register', only: 'json' },
  { dialect: 'E', methods: ['POST'], path: '/login', v1: '/api/v1/token', only: 'json' },
  { dialect: 'E', methods: ['POST'], path: '/email-verify', v1: '/api/v1/verify-email' },
  { dialect: 'E', methods: ['GET'], path: '/users', v1: '/api/v1/users' },
  { dialect: 'E', methods: ['GET', 'PATCH', 'PUT'], path: '/users/:id', v1: '/api/v1/users/:id' },
  { dialect: 'E', methods: ['PATCH', 'PUT'], path: '/profile', v1: '/api/v1/profile', only: 'authorization' },
]
