'use client'

import { useState, type ComponentType, type MouseEvent, type ReactNode } from 'react'
import type { ButtonVariant } from '@/components/ui/button-class'
import type { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useActionFormContext } from './action-form-context'
import { SubmitButton } from './submit-button'

type ConfirmSubmitButtonProps = {
  /** What the dialog asks, and says of it. */
  question: { title: string; text: string; confirmLabel: string; cancelLabel: string }
  variant?: ButtonVariant
  className?: string
  children: ReactNode
}

type Dialog = ComponentType<Parameters<typeof ConfirmDialog>[0]>

/**
 * Sends the form once a dialog is answered with yes. What is wrong in the form is said first. Without JavaScript, or
 * where the dialog cannot be loaded, it sends at once: nothing that matters goes without a password or a way back.
 */
export function ConfirmSubmitButton({ question, variant, className, children }: ConfirmSubmitButtonProps) {
  const { formRef, check, isPending } = useActionFormContext()
  const [Dialog, setDialog] = useState<Dialog | null>(null)
  const send = () => formRef.current?.requestSubmit()

  async function ask(event: MouseEvent) {
    event.preventDefault()
    if (isPending || !(await check())) return
    await import('@/components/ui/confirm-dialog').then(({ ConfirmDialog: Loaded }) => setDialog(() => Loaded), send)
  }

  return (
    <>
      <SubmitButton variant={variant} className={className} onClick={(event) => void ask(event)}>
        {children}
      </SubmitButton>
      {Dialog && <Dialog {...question} onConfirm={send} onClose={() => setDialog(null)} />}
    </>
  )
}
