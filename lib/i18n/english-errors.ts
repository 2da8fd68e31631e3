import { createTranslator } from 'next-intl'
import en from './messages/en.json'

/** The messages of `errors` in English: for API clients and the command line. */
export const englishErrors = createTranslator({ locale: 'en', messages: en, namespace: 'errors' })
