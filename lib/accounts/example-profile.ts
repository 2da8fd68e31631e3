import type { z } from 'zod'
import type { profileObjectSchema } from './schemas'

/** A profile for the examples of the OpenAPI document. */
export const EXAMPLE_PROFILE: z.input<typeof profileObjectSchema> = {
  id: '019ab7c0-51a4-7a52-9f5e-0f3a1c2b4d5e',
  number: 4711,
  username: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  is_email_verified: true,
  role: 'user',
  bio: 'Writes programs for engines that are yet to be built.',
  location: 'London',
  website: 'https://ada.example.com',
  phone: '+44 20 7946 0000',
  avatar_url: `https://accounts.example.com/avatars/${'3f'.repeat(32)}-256.webp`,
  date_joined: '2026-01-31T12:00:00.000Z',
  creation_date: '2026-01-31T12:00:00.000Z',
  last_updated: '2026-02-03T08:15:30.000Z',
  last_login: '2026-02-05T17:42:10.000Z',
  last_password_change: '2026-01-31T12:00:00.000Z',
}
