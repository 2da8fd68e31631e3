import { config } from '@/lib/config/config'
import type { DialectPath } from '@/lib/http/dialects'

/**
 * What session a program gets: one whose refresh token is replaced at each refresh, unless it came by an older service's path,
 * whose clients were written for one that stays (DIALECT_REFRESH_ROTATION=on replaces theirs too).
 */
export function apiSessionKind(dialect: DialectPath | null): 'api' | 'api-without-rotation' {
  return dialect && !config().rotatesDialectRefresh ? 'api-without-rotation' : 'api'
}
