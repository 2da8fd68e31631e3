import * as accounts from '@/lib/accounts/endpoints'
import type { Endpoint } from '@/lib/http/endpoint'
import * as server from '@/lib/http/endpoints'
import * as passwords from '@/lib/passwords/endpoints'
import * as sessions from '@/lib/sessions/endpoints'
import * as tokens from '@/lib/tokens/endpoints'

/** Every endpoint of the API, for its OpenAPI document. */
export const API_ENDPOINTS: Endpoint[] = [accounts, tokens, passwords, sessions, server].flatMap((domain) => Object.values<Endpoint>(domain))
