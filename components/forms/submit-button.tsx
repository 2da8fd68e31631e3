'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-class'
import { useActionFormContext } from './action-form-context'

/** Sends the form, once: until the answer is there it shows that it works on it. */
export function SubmitButton({
  variant,
  className,
  children,
}: {
  variant?: ButtonVariant
  className?: string
  children: ReactNode
}) {
  const { isPending } = useActionFormContext()
  return (
    <Button type="submit" variant={variant} isPending={isPending} className={className}>
      {children}
    </Button>
  )
}
