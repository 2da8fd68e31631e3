import { createTranslator } from 'next-intl'
import en from './messages/en.json'

/** Names devices in English: to API clients. */
export const englishDevices = createTranslator({ locale: 'en', messages: en, namespace: 'devices' })
