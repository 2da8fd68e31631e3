import { describe, expect, it } from 'vitest'
import { createTranslator } from 'next-intl'
import en from '@/lib/i18n/messages/en.json'
import { quickly } from '@/lib/testing/quickly'
import { estimateStrength } from './estimate-strength'
import { PASSWORD_PROBLEMS } from './password-problems'

const sentence = createTranslator({ locale: 'en', messages: en, namespace: 'strength' })
const OWN_NAMES = ['mlopez', 'maria@example.com', 'Maria López']
const strengthOf = (password: string) => estimateStrength({ password, ownNames: OWN_NAMES, minLength: 8 })

describe('estimateStrength', () => {
  it.each([
    ['short', 'password_too_short:8'],
    ['Password1', PASSWORD_PROBLEMS.too_common(8)],
    ['López1990', PASSWORD_PROBLEMS.own_name(8)],
  ])('says of %s what the server will say (S57)', (password, problem) => {
    expect(strengthOf(password)).toEqual({ level: 0, problem, reasons: [] })
  })

  it.each([
    ['abcdefghi', 0, 'warnings.sequences'],
    ['aaaaaaaaaaaaa', 0, 'warnings.simpleRepeat'],
    ['P@ssw0rd2024', 1, 'warnings.similarToCommon'],
    ['19.05.1987', 1, 'warnings.dates'],
    ['mariaxq7', 1, 'warnings.userInputs'],
  ])('tells how weak %s is, and why (S57)', (password, level, reason) => {
    const strength = strengthOf(password)
    expect(strength).toMatchObject({ level, problem: null })
    expect(strength.reasons).toContain(reason)
  })

  it.each(['kestrel tandem oblique', 'correct horse battery staple', 'vX9$kq2!mZp4'])(
    'praises %s without reasons',
    (password) => {
      expect(strengthOf(password)).toEqual({ level: 4, problem: null, reasons: [] })
    },
  )

  it('gives reasons that the catalogues have a sentence for, for whatever is weak', () => {
    const patterns = ['zaq12wsx!', 'drowssap1', 'ABCabcABCabc', '20242024', 'qwertyuiop[', 'asdfghjkl;']
    for (const password of [...patterns, 'mariamaria', 'Sunshine!', 'marialopez2020x']) {
      for (const reason of strengthOf(password).reasons) expect(sentence(reason)).toMatch(/^[A-Z].+ .+\.$/)
    }
  })

  it('takes no noticeable time for the longest passwords', async () => {
    await quickly(1000, () => strengthOf('4@8({[<6|)3'.repeat(90)))
    await quickly(1000, () => strengthOf('a1A!'.repeat(250)))
  })
})
