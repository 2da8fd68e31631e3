import { dictionary } from '@zxcvbn-ts/language-common'
import { describe, expect, it } from 'vitest'
import type { FieldProblem } from '@/lib/errors/field-problem'
import { problemText } from '@/lib/errors/problem-text'
import { englishErrors } from '@/lib/i18n/english-errors'
import { quickly } from '@/lib/testing/quickly'
import { passwordProblem } from './password-problem'
import { PASSWORD_PROBLEMS } from './password-problems'

const OWN_NAMES = ['mlopez90', 'Maria.Lopez@example.com', 'María José López-Ibáñez', '']
const problemOf = (password: string, { ownNames = OWN_NAMES, minLength = 8 } = {}) =>
  passwordProblem({ password, ownNames, minLength })

describe('passwordProblem', () => {
  it.each([
    'tr8k-Wq2',
    'kein Kinderspiel',
    'zzyzx road 99',
    'ふじさんにのぼる',
    '🔑🏠🌳🐟🎲🧭🪁🧶',
    'ALL UPPER HERE',
    '7394028165',
  ])('has nothing against %s: no rules of composition (S57)', (password) => {
    expect(problemOf(password)).toBeNull()
  })

  it('counts characters, not bytes or UTF-16 units, against the minimum (S57)', () => {
    expect(problemOf('tr8kWq2')).toBe('too_short')
    expect(problemOf('🔑🏠🌳🐟')).toBe('too_short')
    expect(problemOf('tr8kWq2z')).toBeNull()
    expect(problemOf('')).toBe('too_short')
    // Seven letters once composed.
    expect(problemOf('tr\u00e9kWq2'.normalize('NFD'))).toBe('too_short')
  })

  it('takes another minimum', () => {
    expect(problemOf('tr8k-Wq2-zz', { minLength: 12 })).toBe('too_short')
    expect(problemOf('tr8k-Wq2-zzz', { minLength: 12 })).toBeNull()
  })

  it('accepts up to 1,024 bytes and nothing longer, at once (S56, S60)', async () => {
    expect(problemOf('ab'.repeat(32))).toBeNull()
    expect(problemOf('ü'.repeat(512))).toBeNull()
    expect(problemOf('ü'.repeat(513))).toBe('too_long')
    expect(problemOf('x'.repeat(1025))).toBe('too_long')
    expect(await quickly(50, () => problemOf('x'.repeat(1_000_000)))).toBe('too_long')
  })

  it.each(['password', 'Password1', 'PASSWORD', '12345678', 'qwertyuiop', 'iloveyou', 'Sunshine', '11111111'])(
    'refuses %s as too common, in whatever case (S57)',
    (password) => {
      expect(problemOf(password)).toBe('too_common')
    },
  )

  it('knows more than 10,000 common passwords (S57)', () => {
    const listed = new Set(dictionary['passwords-common'])
    expect(listed.size).toBeGreaterThan(10_000)
    const longEnough = [...listed].filter((password) => password.length >= 8)
    expect(longEnough.slice(-100).map((password) => problemOf(password, { ownNames: [] }))).toEqual(
      Array(100).fill('too_common'),
    )
  })

  it.each([
    'mlopez90',
    'MLopez90',
    'mlopez1234',
    '1990mlopez!',
    'maria.lopez',
    'Maria_Lopez!!',
    'maria.lopez@example.com',
    'maria.lopez1990',
    'MaríaJosé',
    'lopez-maria',
    'lopezlopezlopez',
    'maria90lopez!',
    'mariajoselopezibanez',
    'Maria Jose Lopez Ibanez 1990',
    'ibanez-1990',
    'ＬＯＰＥＺ１９９０',
    'example2024',
    'Vestibule',
    'vestibule!1',
  ])('refuses %s: the own name, username or address, or the product (S57)', (password) => {
    expect(problemOf(password)).toBe('own_name')
  })

  it.each(['lopezandsomethingelse', 'my maria is great', 'vestibules', '4820-1990', 'mariaz90'])(
    'does not refuse %s, which only holds a name, or none',
    (password) => {
      expect(problemOf(password)).toBeNull()
    },
  )

  it('ignores names shorter than three characters, and refuses a username of digits', () => {
    expect(problemOf('12jo4567', { ownNames: ['jo', 'j@o.de'] })).toBeNull()
    expect(problemOf('28jo4567', { ownNames: ['jo99'] })).toBeNull()
    expect(problemOf('4711081512', { ownNames: ['4711081512'] })).toBe('own_name')
  })

  it('has a sentence for every problem', () => {
    const sentenceOf = (problem: FieldProblem) => problemText(problem, englishErrors)
    expect(sentenceOf(PASSWORD_PROBLEMS.too_short(9))).toBe('Use at least 9 characters.')
    for (const problem of Object.values(PASSWORD_PROBLEMS)) expect(sentenceOf(problem(8))).toMatch(/^[A-Z].+\.$/)
  })
})
