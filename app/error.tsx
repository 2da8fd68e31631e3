'use client'

import { FailurePage } from '@/components/shell/failure-page'

export default function ErrorPage({ retry }: { retry: () => void }) {
  return <FailurePage retry={retry} />
}
