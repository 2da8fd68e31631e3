'use client'

import { Notice } from '@/components/ui/notice'
import { useActionFormContext } from './action-form-context'

/** What the server says of the whole form. What it says of a field stands at the field, and is not said twice. */
export function FormMessage() {
  const { messageRef, state, formState } = useActionFormContext()
  const isAtFields = Object.keys(state.fieldErrors).length > 0 || Object.keys(formState.errors).length > 0
  const isShown = state.message && !(state.status === 'failed' && isAtFields)
  return (
    // Always there, so that screen readers notice what appears in it.
    <div aria-live="polite" className="empty:hidden">
      {isShown && (
        <Notice
          ref={messageRef}
          role={state.status === 'failed' ? 'alert' : 'status'}
          tone={state.status === 'failed' ? 'danger' : 'success'}
          className="animate-appear"
        >
          {state.message}
        </Notice>
      )}
    </div>
  )
}
