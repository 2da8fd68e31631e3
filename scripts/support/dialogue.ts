import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { z } from 'zod'
import { problemText } from '@/lib/errors/problem-text'
import { englishErrors } from '@/lib/i18n/english-errors'
import { Advice } from './advice.mjs'

/**
 * Questions at the terminal, each asked again until its schema takes the answer. Where input is no terminal, its lines are
 * the answers, and a bad one ends the dialogue.
 */
export function openDialogue() {
  const isTerminal = process.stdin.isTTY
  let isMuted = false
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isMuted) process.stdout.write(chunk)
      done()
    },
  })
  // Without a history: the arrow keys would bring a password back.
  const terminal = createInterface({ input: process.stdin, output, terminal: isTerminal, historySize: 0 })
  terminal.on('SIGINT', () => {
    process.stdout.write('\n')
    process.exit(130)
  })
  const lines = terminal[Symbol.asyncIterator]()

  async function ask<T>(question: string, schema: z.ZodType<T>, isSecret = false): Promise<T> {
    for (;;) {
      terminal.setPrompt(question)
      terminal.prompt()
      isMuted = isSecret
      const { value, done } = await lines.next()
      isMuted = false
      if (isSecret || !isTerminal) process.stdout.write('\n')
      if (done) throw new Advice('The input has ended. Nothing was changed.')

      const answer = schema.safeParse(value)
      if (answer.success) return answer.data
      const problems = z.flattenError(answer.error).formErrors
      const problem = problems.map((each) => problemText(each, englishErrors)).join(' ')
      if (!isTerminal) throw new Advice(problem)
      process.stdout.write(`${problem}\n`)
    }
  }

  return {
    ask: <T>(question: string, schema: z.ZodType<T>) => ask(question, schema),
    /** Shows nothing of what is typed. */
    askSecret: <T>(question: string, schema: z.ZodType<T>) => ask(question, schema, true),
  }
}
