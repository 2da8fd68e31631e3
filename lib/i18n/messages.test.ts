import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createFormatter, createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'
import { clientMessages } from './client-messages'
import { loadMessages } from './load-messages'
import { LOCALES } from './locales'
import en from './messages/en.json'
import { readClientMessages } from './read-client-messages'
import { PASSWORD_PROBLEMS } from '@/lib/passwords/password-problems'
import { filesIn } from '../../scripts/support/files-in.mjs'
import { ROOT } from '../../scripts/support/root.mjs'

const ENGLISH = flat(en)

describe.each(LOCALES)('the catalogue of %s', async (locale) => {
  const messages = await loadMessages(locale)
  const catalogue = flat(messages)

  it('has every message, none empty, and no other', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(ENGLISH).toSorted())
    for (const [key, text] of Object.entries(catalogue)) expect(text.trim(), key).not.toBe('')
  })

  it('is in its language: nothing is left in English but what is no word of it', () => {
    const same = Object.keys(catalogue).filter((key) => catalogue[key] === ENGLISH[key])
    if (locale !== 'en') expect(same.filter((key) => !SAME_EVERYWHERE.test(key))).toEqual([])
  })

  it('names in every message what the English one names, and marks the same parts', () => {
    for (const [key, text] of Object.entries(catalogue)) expect(slotsOf(text), key).toEqual(slotsOf(ENGLISH[key] ?? ''))
  })

  it('has a form for every number where a number stands', () => {
    const rules = new Intl.PluralRules(locale)
    const categories = new Set(Array.from({ length: 200 }, (_, number) => rules.select(number)))
    for (const [key, text] of Object.entries(catalogue)) {
      for (const [, forms = ''] of text.matchAll(/\{\w+, plural,((?: \w+ \{[^}]*\})+)\}/g)) {
        expect(
          [...forms.matchAll(/(\w+) \{/g)].map(([, category]) => category),
          key,
        ).toEqual(expect.arrayContaining([...categories]))
      }
    }
  })

  it('counts where a number stands', () => {
    for (const [key, text] of Object.entries(catalogue)) {
      const counted = [...text.matchAll(/\{(\w+), plural,/g)].map(([, name]) => name)
      expect(
        slotsOf(text).filter((name) => ![...TEXTS, ...TAGS, ...counted].includes(name)),
        key,
      ).toEqual([])
    }
  })

  it('has one kind of digits, that of its numbers and dates', () => {
    // Browsers and versions of Node differ about which digits Arabic has.
    if (locale === 'ar') expect(new Intl.Locale(messages.language.formats).numberingSystem).toBe('latn')
    expect(JSON.stringify(messages).match(/[^\P{Nd}0-9]/gu) ?? []).toEqual([])
    const t = createTranslator({ locale: messages.language.formats, messages })
    const formats = createFormatter({ locale: messages.language.formats })
    const at = new Date('2026-11-22T14:05:00Z')
    for (const said of [
      t('forms.deleteConsequence', { days: 14 }),
      formats.dateTime(at, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
      formats.relativeTime(at, new Date('2026-11-25T14:05:00Z')),
      formats.number(1.5, { style: 'percent' }),
    ]) {
      expect(said).toMatch(/[0-9]/)
      expect(said).not.toMatch(/[^\P{Nd}0-9]/u)
    }
  })

  it('can be said: every message is well formed', () => {
    const failures: string[] = []
    const t = createTranslator({
      locale: messages.language.formats,
      messages,
      onError: (error) => failures.push(String(error)),
    })
    const values = Object.fromEntries(NAMES.map((name) => [name, valueOf(name)]))
    for (const key of Object.keys(catalogue)) void t.rich(key as 'forms.showPassword', values as never)
    expect(failures).toEqual([])
  })
})

it('every catalogue is a language, English first', () => {
  const files = readdirSync(path.join(import.meta.dirname, 'messages'))
  expect(files.toSorted()).toEqual(LOCALES.map((locale) => `${locale}.json`).toSorted())
  expect(LOCALES[0]).toBe('en')
})

it('every message is said somewhere', () => {
  // The library of the strength meter names these.
  const keys = Object.keys(ENGLISH).filter((key) => !/^strength\.(?:warnings|suggestions)\./.test(key))
  const source = sourcesOf('app', 'components', 'lib', 'scripts').join('\n')
  expect(keys.filter((key) => !new RegExp(`(?<!\\w)${key.split('.').at(-1)}(?!\\w)`).test(source))).toEqual([])
})

it('people and API clients read the same English of a failure', () => {
  for (const [code, { text }] of Object.entries(ERROR_CATALOGUE)) expect(ENGLISH[`errors.${code}`]).toBe(text)
})

const doorway = readClientMessages(clientMessages(en, 'doorway'))
const onAccount = readClientMessages(clientMessages(en, 'account'), doorway)

it('the browser gets the parts that its components read, and no other', () => {
  const read = sourcesOf('app', 'components').flatMap((source) =>
    source.startsWith(`'use client'`)
      ? [...source.matchAll(/useTranslations\('(\w+)/g)].map(([, part = '']) => part)
      : [],
  )
  expect([...new Set(read)].toSorted()).toEqual(Object.keys(onAccount).toSorted())
})

it('the pages of an account say all of these parts', () => {
  for (const [part, texts] of Object.entries(onAccount)) expect(texts).toEqual(en[part as keyof typeof onAccount])
})

describe('the browser gets on the pages outside an account', () => {
  it('every text that their components read', () => {
    const folders = readdirSync(path.join(ROOT, 'app')).filter((name) => !name.includes('.') && name !== '(account)')
    const read = sourcesOf('components', ...folders.map((name) => `app/${name}`))
      .filter((source) => source.includes(`useTranslations('forms')`))
      .flatMap((source) => [...source.matchAll(/\bt(?:\.rich)?\(([^)]*)/g)])
      .flatMap(([, what = '']) => [...what.matchAll(/'(\w+)'/g)].map(([, key = '']) => key))
    const missing = Object.keys(en.forms).filter((key) => read.includes(key) && !(key in (doorway.forms ?? {})))
    expect(missing).toEqual([])
    expect(read).toEqual(
      expect.arrayContaining(['logIn', 'createAccount', 'sendResetLink', 'confirmEmailChange', 'verify']),
    )
  })

  it('every sentence for what may be wrong with a field', () => {
    const ofSchemas = sourcesOf(
      'lib/fields',
      'lib/sessions',
      'lib/passwords',
      'lib/accounts',
      'lib/registration',
      'lib/email-change',
    ).flatMap((source) => [
      ...[...source.matchAll(/(?:problem|required|passwordOr)\(\s*[`'](\w+)/g)].map(([, key = '']) => key),
      ...[...source.matchAll(/[`'](\w+)(?::\$\{[^}]*\})?[`'] satisfies FieldProblem/g)].map(([, key = '']) => key),
      ...[...source.matchAll(/atField\(\s*'(\w+)',\s*[^,()]+(?:,\s*[`']?(\w+))?/g)].map(
        ([, code = '', key = code]) => key,
      ),
    ])
    const ofPasswords = Object.values(PASSWORD_PROBLEMS).map((problemOf) => problemOf(8).split(':')[0] ?? '')
    const problems = [...new Set([...ofSchemas, ...ofPasswords])].filter((key) => key in en.errors)
    expect(problems).toEqual(
      expect.arrayContaining([
        'identifier_missing',
        'username_taken',
        'email_domain',
        'wrong_code',
        'password_too_short',
      ]),
    )
    expect(problems.filter((key) => !(key in (doorway.errors ?? {})))).toEqual([])
  })
})

/** Languages share the name of a format, and what reads left to right. */
const SAME_EVERYWHERE = /^(?:language\.direction|pages\.mailbox\.html|mails\.when)$/

/** What is no number: each other name that a message leaves open is one, and its noun goes by it. */
const TEXTS =
  'appUrl brand browser by device domains due email ip isNamed label newEmail one other supportEmail system to username when'.split(
    ' ',
  )
const TAGS = ['strong', 'link', 'reload', 'hidden', 'moment', 'code']
const NAMES = [...new Set(Object.values(ENGLISH).flatMap((text) => slotsOf(text)))]

function valueOf(name: string) {
  return TAGS.includes(name) ? (text: unknown) => text : 3
}

/** The sources in these folders, tests left out, as texts. */
function sourcesOf(...folders: string[]): string[] {
  const files = folders
    .flatMap((folder) => filesIn(ROOT, folder))
    .filter((file) => /(?<!\.test)\.(?:tsx?|mjs)$/.test(file))
  return files.map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
}

/** What a message leaves open: its arguments and tags, in no order, each as often as it stands there. */
function slotsOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)(?=[,}])|<(\w+)>/g)].map(([, argument, tag]) => argument ?? tag ?? '').toSorted()
}

function flat(messages: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value]]
        : Object.entries(flat(value as object, `${prefix}${key}.`)),
    ),
  )
}
