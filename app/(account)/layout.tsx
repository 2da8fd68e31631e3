import type { ReactNode } from 'react'
import { LogOutForm } from '@/app/(auth)/logout/form'
import { AccountFrame } from '@/components/shell/account-frame'

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <AccountFrame menu={<LogOutForm variant="quiet" />}>{children}</AccountFrame>
}
