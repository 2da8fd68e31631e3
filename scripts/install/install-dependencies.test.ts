import { describe, expect, it } from 'vitest'
import { isInstalled } from './install-dependencies.mjs'

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7', integrity: 'sha512-zod' },
    'node_modules/@libsql/darwin-arm64': { version: '0.5.0', integrity: 'sha512-mac', optional: true },
  },
}
const zod = { version: '4.6.7', integrity: 'sha512-zod' }

describe('whether dependencies are installed', () => {
  it('is so when all are there, those of other platforms excepted', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/zod': zod } })).toBe(true)
  })

  it.each([
    ['node_modules is missing, or its install was broken off', null],
    ['a package is missing', { packages: {} }],
    ['a package is of another version', { packages: { 'node_modules/zod': { ...zod, version: '4.6.6' } } }],
    ['a package has other contents', { packages: { 'node_modules/zod': { ...zod, integrity: 'sha512-other' } } }],
    ['a package is left over', { packages: { 'node_modules/zod': zod, 'node_modules/old': { version: '1.0.0' } } }],
  ])('is not so when %s', (_, installed) => {
    expect(isInstalled(wanted, installed)).toBe(false)
  })
})
