import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesIn } from '../support/files-in.mjs'
import { ROOT } from '../support/root.mjs'
import { findForbiddenPhrases } from './forbidden-phrases.mjs'

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const documents = [
  ...readdirSync(ROOT),
  ...['docs', 'bench', '.github'].flatMap((folder) => filesIn(ROOT, folder)),
].filter((file) => file.endsWith('.md'))

/** The prose of a document, line by line: code, links and addresses name things, whatever they are called. */
function proseOf(markdown: string): string {
  return markdown
    .replace(/^```.*?^```/gms, (code) => code.replace(/[^\n]/g, ''))
    .replace(/`[^`]*`/g, '')
    .replace(/\]\([^)]*\)/g, ']')
}

/** Every text of a catalogue, one a line. */
function textsOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsOf)
}

describe('plain English', () => {
  it.each(documents)('%s has no forbidden phrase', (file) => {
    expect(findForbiddenPhrases(proseOf(read(file)))).toEqual([])
  })

  it('nor has any English message', () => {
    const texts = textsOf(JSON.parse(read('lib/i18n/messages/en.json')))
    expect(texts.length).toBeGreaterThan(300)
    expect(findForbiddenPhrases(texts.join('\n'))).toEqual([])
  })

  it.each([
    ['Enter it anew.', 'anew', 'again'],
    ['Whoever asks gets it.', 'Whoever', 'someone who, anyone who'],
    ['It sends a mail.', 'a mail', 'email'],
    ['Your e-mail address', 'e-mail', 'email'],
    ['These mails wait.', 'mails', 'emails'],
  ])('“%s” is found, with what to write', (text, phrase, instead) => {
    expect(findForbiddenPhrases(`First line.\n${text}`)).toEqual([{ line: 2, phrase, instead }])
  })

  it.each(['It emails the code.', 'The mail server answers.', 'Nobody stands there.', 'It mails the link.'])(
    '“%s” is plain',
    (text) => expect(findForbiddenPhrases(text)).toEqual([]),
  )
})
