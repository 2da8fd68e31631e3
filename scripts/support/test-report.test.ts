import { describe, expect, it } from 'vitest'
import { closingLine } from './test-report.mjs'

describe('the closing line of npm test', () => {
  it('sums up the tests of all steps', () => {
    const steps = [
      { isOk: true },
      { isOk: true, counts: { passed: 200, failed: 0, skipped: 0 } },
      { isOk: false, counts: { passed: 30, failed: 2, skipped: 1 } },
    ]
    expect(closingLine(steps)).toBe('230 passed, 2 failed, 1 skipped')
  })

  it('counts a failure when a step fails without a failed test', () => {
    expect(closingLine([{ isOk: false }, { isOk: true, counts: { passed: 5, failed: 0, skipped: 0 } }])).toBe('5 passed, 1 failed')
    expect(closingLine([{ isOk: false, counts: { passed: 5, failed: 0, skipped: 0 } }])).toBe('5 passed, 1 failed')
  })
})
