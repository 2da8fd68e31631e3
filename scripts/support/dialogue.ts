import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { z } from 'zod'
import { problemText } from '@/lib/errors/problem-text'
import { englishErrors } from '@/lib/i18n/english-errors'
import { CliError } from './cli-error.mjs'

/**
 * Questions at the terminal, each asked again until its schema takes the answer. Where input is no terminal, its lines
 * are the answers, and a bad one ends the dialogue. What is typed shows only while a question waits that asks for no
 * secret.
 */
export function openDialogue() {
  const isTerminal = process.stdin.isTTY
  let isMuted = true
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isMuted) process.stdout.write(chunk)
      done()
    },
  })
  // Without a history: the arrow keys would bring a password back.
  const terminal = createInterface({ input: process.stdin, output, terminal: isTerminal, historySize: 0 })
  const lines: string[] = []
  let isOver = false
  let wake = () => {}
  terminal.on('line', (line) => {
    // At once: of what was pasted the next line may be the password, and comes before anybody has read this one.
    isMuted = true
    lines.push(line)
    wake()
  })
  terminal.on('close', () => {
    isOver = true
    wake()
  })
  terminal.on('SIGINT', () => {
    process.stdout.write('\n')
    process.exit(130)
  })

  async function ask<T>(question: string, schema: z.ZodType<T>): Promise<T> {
    return askUntilGood(schema, async () => {
      const isAnswered = lines.length > 0
      if (isAnswered) {
        process.stdout.write(question)
      } else {
        isMuted = false
        terminal.setPrompt(question)
        terminal.prompt()
      }
      const line = await nextLine()
      isMuted = true
      if (isAnswered || !isTerminal) process.stdout.write('\n')
      return line
    })
  }

  /**
   * Shows nothing of what is typed. What was typed before it was asked for was meant for something else, and is
   * dropped.
   */
  async function askSecret<T>(question: string, schema: z.ZodType<T>): Promise<T> {
    return askUntilGood(schema, async () => {
      if (isTerminal) {
        lines.length = 0
        terminal.write(null, { ctrl: true, name: 'e' })
        terminal.write(null, { ctrl: true, name: 'u' })
      }
      process.stdout.write(question)
      const line = await nextLine()
      process.stdout.write('\n')
      return line
    })
  }

  async function askUntilGood<T>(schema: z.ZodType<T>, askOnce: () => Promise<string | undefined>): Promise<T> {
    for (;;) {
      const line = await askOnce()
      if (line === undefined) throw new CliError('The input has ended. Nothing was changed.')

      const answer = schema.safeParse(line)
      if (answer.success) return answer.data
      const problems = z.flattenError(answer.error).formErrors
      const problem = problems.map((each) => problemText(each, englishErrors)).join(' ')
      if (!isTerminal) throw new CliError(problem)
      process.stdout.write(`${problem}\n`)
    }
  }

  async function nextLine(): Promise<string | undefined> {
    while (lines.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve))
    return lines.shift()
  }

  return { ask, askSecret }
}
