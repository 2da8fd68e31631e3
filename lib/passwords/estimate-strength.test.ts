import { describe, expect, it } from 'vitest'
import { estimateStrength } from './estimate-strength'
import { PASSWORD_PROBLEMS } from './password-problems'

const OWN_NAMES = ['mlopez', 'maria@example.com', 'Maria López']
const strengthOf = (password: string) => estimateStrength({ password, ownNames: OWN_NAMES, minLength: 8 })

describe('estimateStrength', () => {
  it.each([
    ['short', 'Use at least 8 characters.'],
    ['Password1', PASSWORD_PROBLEMS.too_common(8)],
    ['López1990', PASSWORD_PROBLEMS.own_name(8)],
  ])('says of %s what the server will say (S57)', (password, sentence) => {
    expect(strengthOf(password)).toEqual({ level: 0, label: 'Will be refused', reasons: [sentence] })
  })

  it.each([
    ['abcdefghi', 0, 'Very weak', 'Sequences such as abc or 6543 are easy to guess.'],
    ['aaaaaaaaaaaaa', 0, 'Very weak', 'One character over and over is easy to guess.'],
    ['P@ssw0rd2024', 1, 'Weak', 'This is close to a password that many use.'],
    ['19.05.1987', 1, 'Weak', 'Dates are easy to guess.'],
    ['mariaxq7', 1, 'Weak', 'It holds your own name, username or address, or the name of this site.'],
  ])('tells how weak %s is, and why (S57)', (password, level, label, reason) => {
    const strength = strengthOf(password)
    expect(strength).toMatchObject({ level, label })
    expect(strength.reasons).toContain(reason)
  })

  it.each(['kestrel tandem oblique', 'correct horse battery staple', 'vX9$kq2!mZp4'])(
    'praises %s without reasons',
    (password) => {
      expect(strengthOf(password)).toEqual({ level: 4, label: 'Very strong', reasons: [] })
    },
  )

  it('gives reasons in sentences, never in keys, for whatever is weak', () => {
    const patterns = ['zaq12wsx!', 'drowssap1', 'ABCabcABCabc', '20242024', 'qwertyuiop[', 'asdfghjkl;']
    for (const password of [...patterns, 'mariamaria', 'Sunshine!', 'marialopez2020x']) {
      for (const reason of strengthOf(password).reasons) expect(reason).toMatch(/^[A-Z].+ .+\.$/)
    }
  })

  it('takes no noticeable time for the longest passwords', () => {
    const start = performance.now()
    strengthOf('4@8({[<6|)3'.repeat(90))
    strengthOf('a1A!'.repeat(250))
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
