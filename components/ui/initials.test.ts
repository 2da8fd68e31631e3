import { expect, it } from 'vitest'
import { initials } from './initials'

it.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['Grace Brewster Hopper', 'GH'],
  ['user-17', 'U1'],
  ['élodie 👩‍🚀', 'É'],
  ['e\u0301lodie', 'E\u0301'],
  ['مريم ميرزاخاني', 'م\u200cم'],
  ['王 小明', '王小'],
  ['"Countess" (Ada)', 'CA'],
  ['ß', 'SS'],
  ['…', ''],
  ['', ''],
])('makes of “%s” the initials “%s”', (name, expected) => expect(initials(name)).toBe(expected))
