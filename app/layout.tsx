import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Vestibule', template: '%s · Vestibule' },
  icons: { icon: '/icon.svg' },
  formatDetection: { telephone: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f3ef' },
    { media: '(prefers-color-scheme: dark)', color: '#121110' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading it makes every page render at request time: one rendered at build time would carry no nonce.
  await headers()
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
