import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { DocumentShownFor } from '@/components/forms/shown-for'
import { ArrivalFocus } from '@/components/shell/arrival-focus'
import { BrandProvider } from '@/components/shell/brand-context'
import { PageMessages } from '@/components/shell/message-context'
import { OfflineNotice } from '@/components/shell/offline-notice'
import { SiteFooter } from '@/components/shell/site-footer'
import { brandIcon } from '@/lib/brand/brand-icon'
import { brandStyle } from '@/lib/brand/brand-style'
import { config } from '@/lib/config/config'
import { clientMessages } from '@/lib/i18n/client-messages'
import { languages } from '@/lib/i18n/languages'
import { DEFAULT_LOCALE } from '@/lib/i18n/locales'
import { requestLocale } from '@/lib/next/request-locale'
import { shownFor } from '@/lib/next/shown-for'
import { readThemeCookie } from '@/lib/next/theme-cookie'
import { fontVariables } from './fonts'
import './globals.css'
import { LanguageForm } from './language/form'
import { ThemeForm } from './theme/form'

const PAGE_END = 'page-end'
const GROUND = { light: '#f5f3ef', dark: '#121110' }

export async function generateMetadata(): Promise<Metadata> {
  const { name } = config().brand
  const t = await getTranslations('pages')
  const { url, type } = brandIcon()
  return {
    applicationName: name,
    title: { default: name, template: `%s · ${name}` },
    description: t('description', { brand: name }),
    icons: { icon: { url, type } },
    formatDetection: { telephone: false },
  }
}

/** What the browser draws around the page. */
export async function generateViewport(): Promise<Viewport> {
  const theme = await readThemeCookie()
  if (theme !== 'system') return { colorScheme: theme, themeColor: GROUND[theme] }
  return {
    colorScheme: 'light dark',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: GROUND.light },
      { media: '(prefers-color-scheme: dark)', color: GROUND.dark },
    ],
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading it makes every page render at request time: one rendered at build time would carry no nonce.
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const [theme, wished, messages, choices, account] = await Promise.all([
    readThemeCookie(),
    requestLocale(),
    getMessages(),
    languages(),
    // Where it cannot be found out, the page says so in this frame, which itself needs no session; its forms are for
    // nobody then.
    shownFor().catch(() => ''),
  ])
  const locale = wished ?? DEFAULT_LOCALE
  const { brand } = config()
  return (
    <html lang={locale} dir={messages.language.direction} data-theme={theme} className={fontVariables}>
      <head>
        {/*
         * The page is drawn when all of it has come, by browsers that can wait: centred lines would move as they grow.
         */}
        <link rel="expect" href={`#${PAGE_END}`} blocking="render" />
        {brand.color && (
          <style nonce={nonce} data-brand>
            {brandStyle(brand.palette)}
          </style>
        )}
      </head>
      <body>
        <PageMessages locale={messages.language.formats} timeZone="UTC" json={clientMessages(messages, 'doorway')}>
          <BrandProvider brand={{ name: brand.name, logoUrl: brand.logo ? brandIcon().url : null }}>
            <DocumentShownFor shownFor={account}>
              {children}
              <SiteFooter
                links={brand}
                choices={
                  <>
                    <LanguageForm languages={choices} locale={locale} />
                    <ThemeForm theme={theme} />
                  </>
                }
              />
            </DocumentShownFor>
            <OfflineNotice />
            <ArrivalFocus />
          </BrandProvider>
        </PageMessages>
        <div id={PAGE_END} hidden />
      </body>
    </html>
  )
}
