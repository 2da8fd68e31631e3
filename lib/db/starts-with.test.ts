import { afterEach, expect, it } from 'vitest'
import { withConfig } from '@/e2e/support/with-config'
import { startsWith } from './starts-with'

afterEach(() => withConfig({}))

it('takes what pattern matching would read as a wildcard for itself, where a database matches patterns', () => {
  withConfig({ DATABASE_URL: 'postgresql://localhost/accounts' })
  expect(startsWith('50%_\\')).toEqual({ startsWith: '50\\%\\_\\\\' })
  withConfig({ DATABASE_URL: 'mysql://localhost/accounts' })
  expect(startsWith('ada')).toEqual({ startsWith: 'ada' })
})
