'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useActionState, useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { LiveRegion } from '@/components/ui/live-region'
import { INITIAL_FORM_STATE, type FormState } from '@/lib/forms/form-state'
import { FailureText } from './failure-text'
import { ShownForField } from './shown-for'
import { useFormSender, type FormSender } from './use-form-sender'

type ChoiceFormProps = {
  action: FormSender
  /** What the buttons are called. */
  name: string
  /** Shows what was chosen before the server has answered, as an optimistic state: it is called in a transition. */
  onChoose: (choice: string) => void
  /** Takes back what no state of React's shows. */
  onFail?: () => void
  children: ReactNode
}

/**
 * A form whose buttons are choices for the whole browser, each saved when it is pressed and announced to the site's other open
 * pages. Without JavaScript it is a plain form.
 */
export function ChoiceForm({ action, name, onChoose, onFail, children }: ChoiceFormProps) {
  const send = useFormSender(action)
  const [plainState, plainAction] = useActionState(action, INITIAL_FORM_STATE)
  const [answer, setAnswer] = useState<FormState | null>(null)
  const state = answer ?? plainState
  const router = useRouter()
  const otherPages = useRef<BroadcastChannel>(null)

  // The frame of a page stays as it is from step to step: in another language than what stands in it, without this.
  useEffect(() => {
    const channel = (otherPages.current = new BroadcastChannel(`vestibule.${name}`))
    channel.addEventListener('message', () => router.refresh())
    return () => channel.close()
  }, [name, router])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const data = new FormData(event.currentTarget, submitter)
    startTransition(async () => {
      const choice = data.get(name)
      if (typeof choice === 'string') onChoose(choice)
      const next = await send(data)
      if (next.status === 'failed') onFail?.()
      else otherPages.current?.postMessage(null)
      // React takes what follows an await for no part of the transition any more.
      startTransition(() => setAnswer(next))
    })
  }

  return (
    <form action={plainAction} onSubmit={submit}>
      <ShownForField />
      {children}
      <LiveRegion>
        {state.status === 'failed' && (
          <p className="mt-2 text-sm text-danger">
            <FailureText state={state} />
          </p>
        )}
      </LiveRegion>
    </form>
  )
}
