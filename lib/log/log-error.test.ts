import { describe, expect, it } from 'vitest'
import { captureLog } from '@/lib/testing/captured-log'
import { logError } from './log-error'
import { noteRequest, requestFacts } from './request-facts'

const lines = captureLog()

describe('logError', () => {
  it('tells an error’s name, code and frames, never its message, nor in the stack that repeats it (S62)', () => {
    const error = Object.assign(new TypeError('hunter2\n    at hunter3'), { code: 'P2002', meta: { value: 'hunter4' } })
    logError('It failed', error, { mailId: 'a' })
    const line = lines.at(-1)
    expect(line).toMatchObject({ level: 'error', msg: 'It failed', mailId: 'a', error: 'TypeError', code: 'P2002' })
    expect(line?.frames).toEqual(expect.arrayContaining([expect.stringContaining('log-error.test.ts')]))
    expect(JSON.stringify(line)).not.toMatch(/hunter[234]/)
  })

  it.each([null, undefined, 'hunter2', 7, { code: { toString: () => 'hunter2' } }])(
    'takes %j for an error too',
    (thrown) => {
      logError('It failed', thrown)
      expect(lines.at(-1)).toMatchObject({ level: 'error', msg: 'It failed' })
      expect(JSON.stringify(lines.at(-1))).not.toContain('hunter2')
    },
  )

  it('says to which request it belongs', () => {
    requestFacts.run({ requestId: 'r-1' }, () => {
      noteRequest({ userId: 'u-1' })
      expect(requestFacts.getStore()).toEqual({ requestId: 'r-1', userId: 'u-1' })
      logError('It failed', new Error('why'))
    })
    expect(lines.at(-1)).toMatchObject({ requestId: 'r-1' })
    noteRequest({ userId: 'nobody' })
  })
})
