'use client'

import { LiveRegion } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'
import { useActionFormContext } from './action-form-context'
import { FailureText } from './failure-text'

/** What the server says of the whole form. What it says of a field stands at the field, and is not said twice. */
export function FormMessage() {
  const { messageRef, isAtMessage, state, formState } = useActionFormContext()
  const isAtFields = Object.keys(state.fieldErrors).length > 0 || Object.keys(formState.errors).length > 0
  const isShown = state.message && !(state.status === 'failed' && isAtFields)
  return (
    <LiveRegion ref={messageRef} isFocused={isAtMessage}>
      {isShown && (
        <Notice tone={state.status === 'failed' ? 'danger' : 'success'} className="animate-appear">
          <FailureText state={state} />
        </Notice>
      )}
    </LiveRegion>
  )
}
