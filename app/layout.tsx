import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { SiteFooter } from '@/components/shell/site-footer'
import { readThemeCookie } from '@/lib/next/theme-cookie'
import { fontVariables } from './fonts'
import './globals.css'
import { ThemeForm } from './theme/form'

const GROUND = { light: '#f5f3ef', dark: '#121110' }

export const metadata: Metadata = {
  title: { default: 'Vestibule', template: '%s · Vestibule' },
  icons: { icon: '/icon.svg' },
  formatDetection: { telephone: false },
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
  await headers()
  const theme = await readThemeCookie()
  return (
    <html lang="en" data-theme={theme} className={fontVariables}>
      <body>
        {children}
        <SiteFooter choices={<ThemeForm theme={theme} />} />
      </body>
    </html>
  )
}
