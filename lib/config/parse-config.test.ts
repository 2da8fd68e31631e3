import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from './durations'
import { parseConfig, type ConfigError } from './parse-config'

const SECRET = 'x'.repeat(32)
const MAILBOX = { AUTH_SECRET: SECRET, EMAIL_SERVER: 'mailbox:', MAILBOX_KEY: 'k'.repeat(20) }
const SMTP = {
  AUTH_SECRET: SECRET,
  EMAIL_SERVER: 'smtp://user:pass@mail.example.com:587',
  EMAIL_FROM: 'a@example.com',
  APP_URL: 'https://a.example.com',
}

function problemsOf(environment: Record<string, string>): string[] {
  try {
    parseConfig(environment)
    return []
  } catch (error) {
    return (error as ConfigError).problems
  }
}

describe('parseConfig', () => {
  it('requires a secret and an email server, and has defaults for the rest', () => {
    expect(parseConfig(MAILBOX)).toMatchObject({
      port: 3000,
      appUrl: 'http://localhost:3000',
      databaseUrl: 'file:./data/vestibule.db',
      emailVerification: 'required',
      accessTokenLifetime: 15 * MINUTE,
      refreshTokenLifetime: 30 * DAY,
      sessionIdleTimeout: 7 * DAY,
      tokenAudience: 'http://localhost:3000',
      corsOrigins: [],
      registration: { kind: 'open' },
      afterLoginUrl: '/profile',
      returnOrigins: [],
      trustedProxyHops: 0,
      passwordMinLength: 8,
      passwordHashCost: 12,
      auditRetention: 365 * DAY,
      logLevel: 'info',
    })
  })

  it('keeps the audit log for AUDIT_RETENTION, at least a day', () => {
    const retentionOf = (AUDIT_RETENTION: string) => parseConfig({ ...MAILBOX, AUDIT_RETENTION }).auditRetention
    expect([retentionOf('90d'), retentionOf('24h'), retentionOf('forever')]).toEqual([90 * DAY, DAY, null])
    for (const bad of ['23h', '0', '365', 'for ever', 'none']) {
      expect(problemsOf({ ...MAILBOX, AUDIT_RETENTION: bad })).toEqual([
        'AUDIT_RETENTION must be forever, or at least a day, such as 90d.',
      ])
    }
  })

  it('reads the settings of the legacy API, and reports each invalid one', () => {
    const link = 'https://app.example.com/reset-password/{uidb64}/{token}'
    const settings = {
      LEGACY_VERIFICATION: 'B:optional, E:required',
      LEGACY_RESET_LINK: link,
      CORS_HEADERS: 'X-Client-Version',
    }
    expect(parseConfig({ ...MAILBOX, ...settings })).toMatchObject({
      legacyVerification: { B: 'optional', E: 'required' },
      legacyResetLink: link,
      corsHeaders: ['X-Client-Version'],
      listsLegacyUsersAsArray: false,
      legacyPageSize: 20,
      legacyId: 'number',
      rotatesLegacyRefresh: false,
    })
    for (const [name, values] of Object.entries({
      LEGACY_VERIFICATION: ['C:optional', 'B', 'B=optional', 'optional'],
      LEGACY_RESET_LINK: [
        '/reset/{token}',
        'https://app.example.com/reset',
        'javascript:alert({token})',
        'https://{token}.example.com/',
      ],
      LEGACY_USER_LIST: ['list'],
      LEGACY_PAGE_SIZE: ['0', '101'],
      LEGACY_ID: ['int'],
      CORS_HEADERS: ['*', 'X-A, X B'],
      DIALECT_REFRESH_ROTATION: ['on'],
    })) {
      for (const value of values)
        expect(problemsOf({ ...MAILBOX, [name]: value }), value).toEqual([expect.stringContaining(name)])
    }
  })

  it('names every problem at once, in one sentence each', () => {
    expect(problemsOf({})).toEqual([
      expect.stringMatching(/^AUTH_SECRET is missing.*\.$/),
      expect.stringMatching(/^EMAIL_SERVER is missing.*\.$/),
    ])
    const problems = problemsOf({
      ...MAILBOX,
      PORT: '99999',
      ACCESS_TOKEN_LIFETIME: '15 minutes',
      EMAIL_VERIFICATION: 'maybe',
    })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'EMAIL_VERIFICATION',
      'ACCESS_TOKEN_LIFETIME',
    ])
  })

  it('reports missing and invalid settings together', () => {
    const namesOf = (environment: Record<string, string>) =>
      problemsOf(environment).map((problem) => problem.split(' ')[0])
    expect(namesOf({ AUTH_SECRET: 'short', EMAIL_SERVER: 'smtp://host' })).toEqual([
      'AUTH_SECRET',
      'EMAIL_FROM',
      'APP_URL',
    ])
    expect(namesOf({ ...MAILBOX, MAILBOX_KEY: '', PORT: '0', VERCEL: '1' })).toEqual([
      'PORT',
      'MAILBOX_KEY',
      'CRON_SECRET',
    ])
    expect(namesOf({ AUTH_SECRET: SECRET, EMAIL_SERVER: 'smtp://user:100%sure@host' })).toEqual([
      'EMAIL_SERVER',
      'EMAIL_FROM',
      'APP_URL',
    ])
  })

  it('names a wrong list entry by its number', () => {
    expect(problemsOf({ ...MAILBOX, CORS_ORIGINS: 'https://a.example.com, https://u:hunter2@b.example.com' })).toEqual([
      'CORS_ORIGINS, entry 2, must be an origin such as https://accounts.example.com, without a path.',
    ])
  })

  it('never repeats a secret in a problem', () => {
    const secrets = {
      AUTH_SECRET: 'short-secret',
      EMAIL_SERVER: 'http://user:hunter2@x',
      APP_URL: 'https://u:hunter2@a.example.com',
    }
    expect(problemsOf({ ...SMTP, ...secrets })).toHaveLength(3)
    expect(problemsOf({ ...SMTP, ...secrets }).join()).not.toMatch(/short-secret|hunter2/)
  })

  it('refuses to start with neither SMTP nor an explicit mailbox', () => {
    expect(problemsOf({ AUTH_SECRET: SECRET })).toHaveLength(1)
    expect(problemsOf({ ...MAILBOX, MAILBOX_KEY: '' })[0]).toMatch(/^MAILBOX_KEY is missing/)
    expect(problemsOf({ ...SMTP, EMAIL_FROM: '' })[0]).toMatch(/^EMAIL_FROM is missing/)
  })

  it('listens on loopback with the mailbox and on all interfaces with SMTP, unless HOST is set', () => {
    expect(parseConfig(MAILBOX).host).toBe('127.0.0.1')
    expect(parseConfig(SMTP).host).toBe('0.0.0.0')
    expect(parseConfig({ ...MAILBOX, HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
  })

  it('reads registration domains, and refuses anything else', () => {
    expect(parseConfig({ ...MAILBOX, REGISTRATION: 'Example.com, b.org' }).registration).toEqual({
      kind: 'domains',
      domains: ['example.com', 'b.org'],
    })
    expect(problemsOf({ ...MAILBOX, REGISTRATION: 'yes' })).toHaveLength(1)
  })

  it('accepts a Redis URL, and never repeats an invalid one', () => {
    expect(parseConfig({ ...MAILBOX, REDIS_URL: 'rediss://user:pass@redis.example.com:6380/1' }).redisUrl).toContain(
      'redis.example.com',
    )
    expect(problemsOf({ ...MAILBOX, REDIS_URL: 'redis://u:hunter2%sure@host' })).toEqual([
      expect.stringMatching(/^REDIS_URL must have %(?!.*hunter2)/),
    ])
    for (const REDIS_URL of ['redis', 'redis://', 'http://user:hunter2@host', 'localhost:6379']) {
      expect(problemsOf({ ...MAILBOX, REDIS_URL })).toEqual([
        expect.stringMatching(/^REDIS_URL must be redis:\/\/user(?!.*hunter2)/),
      ])
    }
  })

  it('requires a secret for the scheduler on Vercel, which delivers the emails there', () => {
    expect(parseConfig(MAILBOX)).toMatchObject({ isVercel: false, cronSecret: undefined })
    expect(problemsOf({ ...MAILBOX, VERCEL: '1' })).toEqual([expect.stringMatching(/^CRON_SECRET is missing/)])
    expect(problemsOf({ ...MAILBOX, CRON_SECRET: 'short' })).toEqual([expect.stringMatching(/^CRON_SECRET must have/)])
    expect(parseConfig({ ...MAILBOX, VERCEL: '1', CRON_SECRET: SECRET })).toMatchObject({
      isVercel: true,
      cronSecret: SECRET,
    })
  })

  it('accepts a number of connections, at least two', () => {
    expect([
      parseConfig(MAILBOX).databasePoolSize,
      parseConfig({ ...MAILBOX, DATABASE_POOL_SIZE: '4' }).databasePoolSize,
    ]).toEqual([10, 4])
    for (const DATABASE_POOL_SIZE of ['0', '1', '-1', 'many', '1.5', '1000']) {
      expect(problemsOf({ ...MAILBOX, DATABASE_POOL_SIZE })).toEqual([
        expect.stringMatching(/^DATABASE_POOL_SIZE must be a whole number/),
      ])
    }
  })

  it('accepts a number of processes, and by default leaves the choice to the serve command', () => {
    expect(parseConfig({ ...MAILBOX, WEB_CONCURRENCY: '4' }).webConcurrency).toBe(4)
    expect(parseConfig(MAILBOX).webConcurrency).toBeUndefined()
    for (const WEB_CONCURRENCY of ['0', '-1', 'auto', '1.5', '1000']) {
      expect(problemsOf({ ...MAILBOX, WEB_CONCURRENCY })).toEqual([
        expect.stringMatching(/^WEB_CONCURRENCY must be a whole number/),
      ])
    }
  })

  it.each([
    'https://a.example.com/app',
    'a.example.com',
    'ftp://a.example.com',
    'https://user@a.example.com',
    'https://a.example.com/?x=1',
  ])('refuses APP_URL %s: it must be an origin only', (APP_URL) =>
    expect(problemsOf({ ...SMTP, APP_URL })).toHaveLength(1),
  )

  it('has no metrics without METRICS_TOKEN, and refuses one that is easy to guess', () => {
    expect(parseConfig(MAILBOX).metricsToken).toBeUndefined()
    expect(problemsOf({ ...MAILBOX, METRICS_TOKEN: 'short-secret' })).toEqual([
      expect.stringMatching(/^METRICS_TOKEN must have/),
    ])
    expect(problemsOf({ ...MAILBOX, METRICS_TOKEN: 'short-secret' }).join()).not.toContain('short-secret')
  })

  it('refuses an unknown LOG_LEVEL', () => {
    expect(parseConfig({ ...MAILBOX, LOG_LEVEL: 'debug' }).logLevel).toBe('debug')
    expect(problemsOf({ ...MAILBOX, LOG_LEVEL: 'verbose' })).toEqual([
      expect.stringMatching(/^LOG_LEVEL must be one of trace, /),
    ])
  })

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'profile'])(
    'refuses AFTER_LOGIN_URL %s',
    (AFTER_LOGIN_URL) => expect(problemsOf({ ...MAILBOX, AFTER_LOGIN_URL })).toHaveLength(1),
  )

  it('reads email addresses and domains in Unicode, and stores them in ASCII', () => {
    const settings = {
      ...SMTP,
      EMAIL_FROM: 'Bücher <Info@Bücher.example>',
      BRAND_SUPPORT_EMAIL: 'hilfe@bücher.example',
      REGISTRATION: 'bücher.example',
    }
    expect(parseConfig(settings)).toMatchObject({
      emailFrom: 'Bücher <info@xn--bcher-kva.example>',
      brand: { supportEmail: 'hilfe@xn--bcher-kva.example' },
      registration: { kind: 'domains', domains: ['xn--bcher-kva.example'] },
    })
  })

  it.each(['a@x.com,b@evil.com', 'A <a@x.com>, B <b@y.com>', 'nobody', 'A <a@x.com\r\nBcc: b@y.com>'])(
    'refuses EMAIL_FROM %j',
    (EMAIL_FROM) => expect(problemsOf({ ...SMTP, EMAIL_FROM })).toHaveLength(1),
  )

  it('is called Vestibule by default, and uses its name as the sender of emails', () => {
    expect(parseConfig(MAILBOX)).toMatchObject({
      brand: { name: 'Vestibule' },
      emailFrom: '"Vestibule" <vestibule@localhost>',
    })
    const settings = { ...SMTP, BRAND_NAME: ' Müller & Söhne, Köln ' }
    expect(parseConfig(settings).brand.name).toBe('Müller & Söhne, Köln')
    expect(parseConfig(settings).emailFrom).toBe('"Müller & Söhne, Köln" <a@example.com>')
    expect(parseConfig({ ...settings, EMAIL_FROM: 'Accounts <a@example.com>' }).emailFrom).toBe(
      'Accounts <a@example.com>',
    )
  })

  it('accepts a colour of three or six digits, and derives a palette from it', () => {
    const { brand } = parseConfig({ ...MAILBOX, BRAND_COLOR: '#0AF' })
    expect(brand.color).toBe('#00aaff')
    expect(brand.palette.light.primary).toBe('#00aaff')
  })

  it.each([
    ['BRAND_NAME', ['a\r\nBcc: b@evil.example', '<script>', 'a" <x@evil.example>', 'x'.repeat(51), 'a\u202eb', '   ']],
    [
      'BRAND_COLOR',
      ['red', '#12', '#12345', '#1234567', '#fff;}body{display:none', 'url(https://evil.example)', '#ggg', 'fff'],
    ],
    ['BRAND_LOGO', ['logo.html', 'https://evil.example/', '/etc/passwd']],
    ['BRAND_SUPPORT_EMAIL', ['a@x.com,b@evil.com', 'nobody', 'a@x.com?bcc=b@evil.com', 'A <a@x.com>']],
    [
      'BRAND_TERMS_URL',
      ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', '/terms', '//evil', 'https://u:p@x.com'],
    ],
    ['BRAND_PRIVACY_URL', ['javascript:alert(1)', 'mailto:a@x.com', 'file:///etc/passwd', 'privacy']],
  ])('refuses to start with an unsafe or invalid %s', (name, values) => {
    for (const value of values) {
      expect(problemsOf({ ...MAILBOX, [name]: value }), value).toEqual([expect.stringMatching(`^${name} must `)])
    }
  })
})
