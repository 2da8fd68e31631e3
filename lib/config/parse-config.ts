import { z } from 'zod'
import { domainInAscii, parseEmailAddress } from '@/lib/fields/email-address'
import { databaseUrl } from './database-url'
import { brandFields } from './brand-fields'
import { brandPalette, DEFAULT_PALETTE } from './brand-palette'
import { DAY, HOUR, MINUTE, SECOND } from './durations'
import { emailServer } from './email-server'
import { isDecodable } from './is-decodable'

/** From most verbose to silent. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const UNITS = { s: SECOND, m: MINUTE, h: HOUR, d: DAY } as const

/** `15m`, `30d`, `45s`, `12h` → milliseconds. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,6}[smhd]$/, 'must be a number and a unit, such as 45s, 15m, 12h or 30d')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS])

/** Like {@link duration}, at least a day, or null for forever. */
const retention = z.string().transform((text, context) => {
  if (text === 'forever') return null
  const kept = duration.safeParse(text)
  if (kept.success && kept.data >= DAY) return kept.data
  context.addIssue('must be forever, or at least a day, such as 90d')
  return z.NEVER
})

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)

/** A web origin such as `https://accounts.example.com`, without a path. */
const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    context.addIssue('must be an origin such as https://accounts.example.com, without a path')
    return z.NEVER
  }
  return url.origin
})

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

const originList = z.string().transform(list).pipe(z.array(origin))

/** In ASCII, as in stored email addresses. */
const domain = z.string().transform((text, context) => {
  const ascii = domainInAscii(text)
  if (ascii?.includes('.')) return ascii
  context.addIssue('must be open, closed, or domains such as example.com,example.org')
  return z.NEVER
})

type RegistrationPolicy = { kind: 'open' } | { kind: 'closed' } | { kind: 'domains'; domains: string[] }

const registration = z.string().transform((text, context): RegistrationPolicy => {
  if (text === 'open' || text === 'closed') return { kind: text }
  const domains = z.array(domain).min(1).safeParse(list(text))
  if (domains.success) return { kind: 'domains', domains: domains.data }
  context.addIssue('must be open, closed, or domains such as example.com,example.org')
  return z.NEVER
})

/** `B:optional,D:optional` → by service. Users of service C use the pages, where EMAIL_VERIFICATION applies. */
const legacyVerification = z.string().transform((text, context) => {
  const modes: Partial<Record<'A' | 'B' | 'D' | 'E', 'required' | 'optional'>> = {}
  for (const item of list(text)) {
    const [, service, mode] = /^([ABDE]):(required|optional)$/.exec(item) ?? []
    if (!service || !mode) {
      context.addIssue('must be a list of services and their modes, such as B:optional,E:required')
      return z.NEVER
    }
    modes[service as keyof typeof modes] = mode as 'required' | 'optional'
  }
  return modes
})

/** The URL of a front end's own page for a new password. */
const resetLink = z
  .string()
  .refine(
    (text) =>
      text.includes('{token}') &&
      URL.canParse(text) &&
      /^https?:$/.test(new URL(text).protocol) &&
      !new URL(text).host.includes('{'),
    'must be a URL such as https://app.example.com/reset-password/{uidb64}/{token}',
  )

/** Names of custom request headers; never a wildcard. */
const headerNames = z
  .string()
  .transform(list)
  .pipe(z.array(z.string().regex(/^[a-z][a-z0-9_-]{0,99}$/i, 'must be the name of a header, such as X-Client-Version')))

const redisUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) && new URL(text).hostname !== '', {
    error: 'must be redis://user:password@host:6379, or rediss://… with TLS',
    abort: true,
  })
  .refine((text) => isDecodable(new URL(text)), 'must have % in the user name or the password written as %25')

/** A path on this site. Browsers read a host after `//` or `/\`. */
const localPath = z.string().regex(/^\/(?![/\\])[^\s\\]*$/, 'must be a path on this site, such as /profile')

/** `a@b.c` or `Name <a@b.c>`: one mailbox, no line break, no comma. The domain may be one label, such as localhost. */
const mailbox = z.string().transform((text, context) => {
  const [, name = '', address = ''] = /^([^<>,;@\r\n]*)<([^<>]*)>$/.exec(text) ?? [undefined, '', text]
  const parsed = parseEmailAddress(address, { isStored: true })
  if (parsed.isTaken) return name === '' ? parsed.address : `${name}<${parsed.address}>`
  context.addIssue('must be one email address, such as Accounts <accounts@example.com>')
  return z.NEVER
})

const schema = z.object({
  PORT: integer(1, 65_535).prefault('3000'),
  HOST: z.string().optional(),
  WEB_CONCURRENCY: integer(1, 256).optional(),
  APP_URL: origin.optional(),
  DATABASE_URL: databaseUrl.prefault('file:./data/vestibule.db'),
  // A transaction holds one connection; writes that must survive its rollback need a second.
  DATABASE_POOL_SIZE: integer(2, 200).prefault('10'),
  REDIS_URL: redisUrl.optional(),
  AUTH_SECRET: z
    .string({
      error: 'is missing: it signs sessions and seals stored secrets. Make one with `openssl rand -base64 33`',
    })
    .min(32, 'must have at least 32 characters. Make one with `openssl rand -base64 33`'),
  EMAIL_SERVER: z
    .string({
      error:
        'is missing: give an SMTP server (smtp://user:password@host:587), or mailbox: to keep emails in a development inbox',
    })
    .pipe(emailServer),
  EMAIL_FROM: mailbox.optional(),
  EMAIL_VERIFICATION: z.enum(['required', 'optional'], { error: 'must be required or optional' }).default('required'),
  ACCESS_TOKEN_LIFETIME: duration.prefault('15m'),
  REFRESH_TOKEN_LIFETIME: duration.prefault('30d'),
  REFRESH_TOKEN_GRACE: duration.prefault('30s'),
  LEGACY_REFRESH_ROTATION: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  LEGACY_VERIFICATION: legacyVerification.prefault(''),
  LEGACY_RESET_LINK: resetLink.optional(),
  LEGACY_USER_LIST: z.enum(['pages', 'array'], { error: 'must be pages or array' }).default('pages'),
  LEGACY_PAGE_SIZE: integer(1, 100).prefault('20'),
  LEGACY_ID: z.enum(['number', 'uuid'], { error: 'must be number or uuid' }).default('number'),
  SESSION_LIFETIME: duration.prefault('30d'),
  SESSION_IDLE_TIMEOUT: duration.prefault('7d'),
  TOKEN_AUDIENCE: z.string().optional(),
  CORS_ORIGINS: originList.prefault(''),
  CORS_HEADERS: headerNames.prefault(''),
  REGISTRATION: registration.prefault('open'),
  AFTER_LOGIN_URL: localPath.prefault('/profile'),
  RETURN_ORIGINS: originList.prefault(''),
  MAILBOX_KEY: z
    .string()
    .min(20, 'must have at least 20 characters: anyone who knows it can read every email')
    .optional(),
  TRUSTED_PROXY_HOPS: integer(0, 10).prefault('0'),
  PASSWORD_MIN_LENGTH: integer(8, 64).prefault('8'),
  PASSWORD_HASH_COST: integer(4, 16).prefault('12'),
  CRON_SECRET: z
    .string()
    .min(16, 'must have at least 16 characters. Make one with `openssl rand -base64 33`')
    .optional(),
  METRICS_TOKEN: z
    .string()
    .min(20, 'must have at least 20 characters. Make one with `openssl rand -base64 33`')
    .optional(),
  BRAND_NAME: brandFields.name.default('Vestibule'),
  BRAND_COLOR: brandFields.color.optional(),
  BRAND_LOGO: brandFields.logo.optional(),
  BRAND_SUPPORT_EMAIL: brandFields.supportEmail.optional(),
  BRAND_TERMS_URL: brandFields.termsUrl.optional(),
  BRAND_PRIVACY_URL: brandFields.privacyUrl.optional(),
  AUDIT_RETENTION: retention.prefault('365d'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
})

/** Every setting of a running Vestibule; durations are milliseconds. */
export type Config = ReturnType<typeof parseConfig>

/** The server must not start; `problems` has one sentence for each wrong setting. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
  }
}

/**
 * Reads the settings from environment variables. An empty variable counts as unset.
 *
 * @throws ConfigError with one sentence for each invalid or missing setting. No value is repeated: it may be secret
 */
export function parseConfig(environment: Record<string, string | undefined>) {
  const given = withoutEmpty(environment)
  const { HOST, APP_URL, EMAIL_FROM, TOKEN_AUDIENCE, ...settings } = parseBy(schema, given, missingTogether(given))
  const usesMailbox = settings.EMAIL_SERVER.kind === 'mailbox'
  const appUrl = APP_URL ?? `http://localhost:${settings.PORT}`

  return {
    port: settings.PORT,
    // Anyone who reads the development inbox can take over every account: by default only this machine can connect.
    host: HOST ?? (usesMailbox ? '127.0.0.1' : '0.0.0.0'),
    /** How many processes share the port; undefined to let the serve command decide. */
    webConcurrency: settings.WEB_CONCURRENCY,
    appUrl,
    isHttps: appUrl.startsWith('https:'),
    /** `next dev`: its client needs eval and inline styles. */
    isDevelopment: environment.NODE_ENV === 'development',
    // In development Next serves the API, so that code changes take effect at once. Tests of a deployment without our
    // server set API_MOUNT.
    isApiMountedInNext: environment.NODE_ENV === 'development' || environment.API_MOUNT === 'next',
    databaseUrl: settings.DATABASE_URL,
    /** Connections of one process to a database server. */
    databasePoolSize: settings.DATABASE_POOL_SIZE,
    /** Stores rate-limit counters; without it the database does. */
    redisUrl: settings.REDIS_URL,
    authSecret: settings.AUTH_SECRET,
    emailServer: settings.EMAIL_SERVER,
    emailFrom: sender(EMAIL_FROM ?? 'vestibule@localhost', settings.BRAND_NAME),
    emailVerification: settings.EMAIL_VERIFICATION,
    accessTokenLifetime: settings.ACCESS_TOKEN_LIFETIME,
    refreshTokenLifetime: settings.REFRESH_TOKEN_LIFETIME,
    refreshTokenGrace: settings.REFRESH_TOKEN_GRACE,
    rotatesLegacyRefresh: settings.LEGACY_REFRESH_ROTATION === 'on',
    /** The modes of legacy services that have their own; for others `emailVerification` applies. */
    legacyVerification: settings.LEGACY_VERIFICATION,
    /** The URL in reset emails requested on a legacy path, with `{token}` and optionally `{uidb64}`. */
    legacyResetLink: settings.LEGACY_RESET_LINK,
    /** Whether the legacy user list is one array instead of pages. */
    listsLegacyUsersAsArray: settings.LEGACY_USER_LIST === 'array',
    legacyPageSize: settings.LEGACY_PAGE_SIZE,
    /** What `id` and `user_id` are on legacy paths. */
    legacyId: settings.LEGACY_ID,
    sessionLifetime: settings.SESSION_LIFETIME,
    sessionIdleTimeout: settings.SESSION_IDLE_TIMEOUT,
    tokenAudience: TOKEN_AUDIENCE ?? appUrl,
    corsOrigins: settings.CORS_ORIGINS,
    /** Additional request headers that `corsOrigins` may send. */
    corsHeaders: settings.CORS_HEADERS,
    registration: settings.REGISTRATION,
    afterLoginUrl: settings.AFTER_LOGIN_URL,
    returnOrigins: settings.RETURN_ORIGINS,
    mailboxKey: settings.MAILBOX_KEY,
    trustedProxyHops: settings.TRUSTED_PROXY_HOPS,
    passwordMinLength: settings.PASSWORD_MIN_LENGTH,
    passwordHashCost: settings.PASSWORD_HASH_COST,
    brand: {
      name: settings.BRAND_NAME,
      /** `#rrggbb`. */
      color: settings.BRAND_COLOR,
      palette: settings.BRAND_COLOR ? brandPalette(settings.BRAND_COLOR) : DEFAULT_PALETTE,
      /** A file path. */
      logo: settings.BRAND_LOGO,
      supportEmail: settings.BRAND_SUPPORT_EMAIL,
      termsUrl: settings.BRAND_TERMS_URL,
      privacyUrl: settings.BRAND_PRIVACY_URL,
    },
    /** How long the audit log keeps an event; null for forever. */
    auditRetention: settings.AUDIT_RETENTION,
    logLevel: settings.LOG_LEVEL,
    /** The token for /api/metrics, which is 404 without this setting. */
    metricsToken: settings.METRICS_TOKEN,
    /** The token for /api/cron, used by a platform's scheduler. */
    cronSecret: settings.CRON_SECRET,
    /** Set by Vercel. Do not trust it when our own server runs in front of Next: use `isOnVercel`. */
    isVercel: environment.VERCEL === '1',
  }
}

/**
 * DATABASE_URL alone, for commands that only use the database: other settings may be missing there.
 *
 * @throws ConfigError when it is invalid
 */
export function parseDatabaseUrl(environment: Record<string, string | undefined>): string {
  return parseBy(schema.pick({ DATABASE_URL: true }), withoutEmpty(environment)).DATABASE_URL
}

/** Puts the brand's name before an address without a name. The brand's name has no quotes (see brand-fields.ts). */
function sender(address: string, brandName: string): string {
  return address.includes('<') ? address : `"${brandName}" <${address}>`
}

/**
 * One sentence for each setting that another one makes required, or that was renamed. Reads the raw text, because other
 * settings may be invalid as well.
 */
function missingTogether(given: Record<string, string>): string[] {
  const usesMailbox = given.EMAIL_SERVER === 'mailbox:'
  const usesSmtp = /^smtps?:/.test(given.EMAIL_SERVER ?? '')
  const problems: string[] = []
  if (given.DIALECT_REFRESH_ROTATION)
    problems.push('DIALECT_REFRESH_ROTATION was renamed: use LEGACY_REFRESH_ROTATION.')
  if (usesSmtp && !given.EMAIL_FROM) {
    problems.push('EMAIL_FROM is missing: the sender address of emails, such as Accounts <accounts@example.com>.')
  }
  if (usesSmtp && !given.APP_URL) {
    problems.push('APP_URL is missing: the public origin for links in emails, such as https://accounts.example.com.')
  }
  if (usesMailbox && !given.MAILBOX_KEY) {
    problems.push(
      'MAILBOX_KEY is missing: EMAIL_SERVER=mailbox: needs a random key of at least 20 characters to open the inbox.',
    )
  }
  if (given.VERCEL === '1' && !given.CRON_SECRET) {
    problems.push(
      'CRON_SECRET is missing: on Vercel it lets the scheduler deliver emails and clean up. Make one with `openssl rand -base64 33`.',
    )
  }
  return problems
}

function withoutEmpty(environment: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** @param problems further problems to report */
function parseBy<S extends z.ZodType>(settings: S, given: Record<string, string>, problems: string[] = []): z.infer<S> {
  const result = settings.safeParse(given)
  if (result.success && problems.length === 0) return result.data
  throw new ConfigError([...(result.error?.issues ?? []).map(sentenceOf), ...problems])
}

/** Names a list entry by its number, because a value may be secret. */
function sentenceOf({ path: [name, index], message }: z.core.$ZodIssue): string {
  return `${String(name)}${typeof index === 'number' ? `, entry ${index + 1},` : ''} ${message}.`
}
