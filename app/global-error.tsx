'use client'

import { FailurePage } from '@/components/shell/failure-page'
import './globals.css'

/** In place of the root layout, when that failed. */
export default function GlobalErrorPage({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>Something went wrong</title>
      </head>
      <body>
        <FailurePage retry={retry} />
      </body>
    </html>
  )
}
