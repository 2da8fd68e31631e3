'use client'

import { AlertDialog } from '@base-ui/react/alert-dialog'
import { buttonClass } from './button-class'

type ConfirmDialogProps = {
  title: string
  text: string
  confirmLabel: string
  cancelLabel: string
  onConfirm: () => void
  onClose: () => void
}

const FADING = 'transition-[opacity,translate] data-ending-style:opacity-0 data-starting-style:opacity-0'

/**
 * Asks once more before what cannot be taken back. Begins at the way out, so that no key pressed twice goes through.
 */
export function ConfirmDialog({ title, text, confirmLabel, cancelLabel, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <AlertDialog.Root defaultOpen onOpenChangeComplete={(isOpen) => !isOpen && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={`fixed inset-0 bg-veil ${FADING}`} />
        <AlertDialog.Popup
          className={
            'fixed inset-x-4 bottom-4 mx-auto flex max-h-[calc(100dvh-2rem)] max-w-dialog flex-col gap-6 ' +
            'overflow-y-auto rounded-card border border-line bg-raised p-6 shadow-floating outline-none ' +
            `sm:top-1/4 sm:bottom-auto data-starting-style:translate-y-2 ${FADING}`
          }
        >
          <div>
            <AlertDialog.Title className="text-heading">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-2 text-pretty text-muted">{text}</AlertDialog.Description>
          </div>
          <div className="flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">
            <AlertDialog.Close className={buttonClass('secondary')}>{cancelLabel}</AlertDialog.Close>
            <AlertDialog.Close className={buttonClass('danger')} onClick={onConfirm}>
              {confirmLabel}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
