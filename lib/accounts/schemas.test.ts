import { describe, expect, it } from 'vitest'
import { profileFieldSchemas, PROFILE_FIELDS, PUBLIC_PROFILE_FIELDS, type ProfileField } from './schemas'

const accepts = (field: ProfileField, value: unknown) => profileFieldSchemas[field].safeParse(value).success

describe('the fields of a profile', () => {
  it.each(PROFILE_FIELDS)('%s refuses non-strings, NUL and lone surrogates (S60)', (field) => {
    for (const value of [undefined, null, 7, true, [], {}, 'ada\u0000', 'ada\ud800'])
      expect(accepts(field, value)).toBe(false)
  })

  it('are private, except those that others see', () => {
    expect(PROFILE_FIELDS.filter((field) => !PUBLIC_PROFILE_FIELDS.some((shown) => shown === field))).toEqual(['phone'])
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://x', 'example.com'])(
    'a website cannot be %s (S58)',
    (value) => expect(accepts('website', value)).toBe(false),
  )

  it('a phone number may have digits of other scripts, and invisible characters around it, as in copied numbers', () => {
    for (const value of ['+34 600 000 000', ' +٣٤ ٦٠٠ ٠٠٠ ٠٠٠ ', '\u202d+34 600 000 000\u202c'])
      expect(profileFieldSchemas.phone.parse(value)).toBe('+34 600 000 000')
    for (const value of ['call me', '1', '+34\n600 000', '६०० ०००']) expect(accepts('phone', value)).toBe(false)
  })
})
