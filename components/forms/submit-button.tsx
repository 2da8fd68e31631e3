'use client'

import type { MouseEventHandler, ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-class'
import { useActionFormContext } from './action-form-context'

type SubmitButtonProps = {
  variant?: ButtonVariant
  className?: string
  onClick?: MouseEventHandler<HTMLButtonElement>
  children: ReactNode
}

/** Sends the form, once: until the answer is there it shows that it works on it. */
export function SubmitButton({ variant, className, onClick, children }: SubmitButtonProps) {
  const { isPending } = useActionFormContext()
  return (
    <Button type="submit" variant={variant} isPending={isPending} className={className} onClick={onClick}>
      {children}
    </Button>
  )
}
