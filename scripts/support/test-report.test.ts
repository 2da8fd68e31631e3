import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closingLine, readPlaywrightReport, readVitestReport, slowestFiles } from './test-report.mjs'

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
    expect(closingLine([{ isOk: false }, { isOk: true, counts: { passed: 5, failed: 0, skipped: 0 } }])).toBe(
      '5 passed, 1 failed',
    )
    expect(closingLine([{ isOk: false, counts: { passed: 5, failed: 0, skipped: 0 } }])).toBe('5 passed, 1 failed')
  })
})

describe('the report of failed tests', () => {
  it('is each one’s name and what it found, and what failed outside of them, of vitest', () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        {
          name: path.resolve('lib/some.test.ts'),
          message: '',
          startTime: 1000,
          endTime: 3500,
          assertionResults: [
            { status: 'passed', fullName: 'some holds', failureMessages: [] },
            {
              status: 'failed',
              fullName: 'some breaks',
              failureMessages: ['\u001B[31mexpected 1 to be 2\u001B[39m\n  at some.test.ts:3'],
            },
          ],
        },
        {
          name: path.resolve('lib/other.test.ts'),
          message: 'Cannot find module',
          startTime: 1000,
          endTime: 1000,
          assertionResults: [],
        },
      ],
    }
    expect(readVitestReport(reportFile(report), reportFile(['SqlError: the socket is closed']))).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      failures: [
        'outside of the tests\n    SqlError: the socket is closed',
        'lib/some.test.ts › some breaks\n    expected 1 to be 2\n      at some.test.ts:3',
        'lib/other.test.ts\n    Cannot find module',
      ],
      files: [
        { file: 'lib/some.test.ts', seconds: 2.5 },
        { file: 'lib/other.test.ts', seconds: 0 },
      ],
    })
  })

  it('is the same of Playwright, with what failed around them', () => {
    const failed = (title: string) => ({
      file: 'api/some.spec.ts',
      line: 7,
      title,
      ok: false,
      tests: [{ results: [{ duration: 1500, errors: [{ message: `${title} broke` }] }] }],
    })
    const report = {
      stats: { expected: 5, unexpected: 2, flaky: 0, skipped: 1 },
      errors: [{ message: 'no server' }],
      suites: [
        {
          file: 'api/some.spec.ts',
          specs: [failed('first'), { ...failed('second'), ok: true }],
          suites: [{ file: 'api/some.spec.ts', specs: [failed('third')] }],
        },
      ],
    }
    expect(readPlaywrightReport(reportFile(report))).toEqual({
      passed: 5,
      failed: 2,
      skipped: 1,
      failures: [
        'outside of the tests\n    no server',
        'api/some.spec.ts:7 › first\n    first broke',
        'api/some.spec.ts:7 › third\n    third broke',
      ],
      files: [{ file: 'e2e/api/some.spec.ts', seconds: 4.5 }],
    })
  })
})

it('names the ten files whose tests took the longest, of all steps', () => {
  const counts = (file: string, seconds: number[]) => ({
    passed: 0,
    failed: 0,
    skipped: 0,
    failures: [],
    files: seconds.map((each) => ({ file: `${file}-${each}`, seconds: each })),
  })
  const lines = slowestFiles([
    { name: 'types', counts: null },
    { name: 'unit', counts: counts('a', [3, 1, 2, 4, 5, 6]) },
    { name: 'e2e', counts: counts('b', [60, 0.5, 7, 8, 9, 10]) },
  ])
  expect(lines).toHaveLength(10)
  expect([lines[0], lines.at(-1)]).toEqual(['  60.0 s  b-60 (e2e)', '   2.0 s  a-2 (unit)'])
})

function reportFile(report: object): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-report-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(report))
  return file
}
