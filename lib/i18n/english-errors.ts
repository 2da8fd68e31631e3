import { createTranslator } from 'next-intl'
import en from './messages/en.json'

/** Says `errors` in English: to programs, and to whoever works at the command line. */
export const englishErrors = createTranslator({ locale: 'en', messages: en, namespace: 'errors' })
