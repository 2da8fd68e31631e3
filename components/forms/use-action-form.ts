'use client'

import { useActionState, useEffect, useMemo, useRef, useState, useTransition, type FormEvent } from 'react'
import { useForm } from 'react-hook-form'
import { INITIAL_FORM_STATE, type FormState } from '@/lib/forms/form-state'
import { checkInTime, loadCheck, type LoadSchema } from './load-check'
import { useFormSender, type FormSender } from './use-form-sender'

type UseActionFormOptions = {
  /** The server action behind the form. */
  action: FormSender
  /**
   * Loads the schema that the action parses by: what the browser lets through, the server takes. None for mere buttons.
   */
  loadSchema?: LoadSchema
  /**
   * Takes the person on once the form is done, who goes on at its message otherwise: that is said to screen readers
   * anyway.
   */
  onDone?: (() => void) | undefined
}

/** What a form and its fields share. */
export type ActionForm = ReturnType<typeof useActionForm>

/** How a form that was sent by script was answered, and whether the person goes on at its message. */
type Answer = FormState & { isAtMessage: boolean }

/**
 * A form that posts to a server action, with or without JavaScript.
 *
 * Before the page is awake it is a plain form: the server answers with the page, its messages, and what was typed.
 * Awake, react-hook-form checks first, by the same schema and on the same FormData that will be sent; then the action
 * runs in a transition, and what was typed stays where it is, but for passwords. The schema is loaded once someone
 * types; where it cannot be, the server checks alone, as in a plain form.
 */
export function useActionForm({ action, loadSchema, onDone }: UseActionFormOptions) {
  const send = useFormSender(action)
  const formRef = useRef<HTMLFormElement>(null)
  const messageRef = useRef<HTMLDivElement>(null)
  const isSending = useRef(false)
  const [plainState, plainAction] = useActionState(action, INITIAL_FORM_STATE)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [isPending, startTransition] = useTransition()
  const state = answer ?? plainState

  // Without default values: react-hook-form then takes over what was typed before the page was awake.
  const { register, subscribe, getValues, setValue, reset, clearErrors, trigger, handleSubmit, formState } = useForm({
    resolver:
      loadSchema &&
      (async (values, context, options) => {
        const check = await checkInTime(loadSchema)
        return check ? check(textsOf(formRef.current), context, options) : { values, errors: {} }
      }),
    errors: useMemo(() => fieldErrorsOf(state), [state]),
  })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    void handleSubmit(() => {
      if (isSending.current) return
      isSending.current = true
      startTransition(async () => {
        const next = await send(data).finally(() => (isSending.current = false))
        const isDone = next.status === 'done'
        const isAtMessage = isDone ? !onDone : passwordsIn(formRef.current).length === 0
        // React takes what follows an await for no part of the transition any more.
        startTransition(() => {
          setAnswer({ ...next, isAtMessage })
          if (isDone) onDone?.()
        })
      })
    })(event)
  }

  useEffect(() => {
    const form = formRef.current
    if (!loadSchema || !form) return
    const prepare = () => void loadCheck(loadSchema).catch(() => {})
    form.addEventListener('input', prepare)
    return () => form.removeEventListener('input', prepare)
  }, [loadSchema])

  useEffect(() => {
    const form = formRef.current
    if (!answer || !form) return
    if (answer.status === 'done') {
      form.reset()
      reset()
      if (answer.message && answer.isAtMessage) messageRef.current?.focus()
      return
    }
    const passwords = passwordsIn(form)
    for (const { name } of passwords) setValue(name, '')
    // With errors at fields, react-hook-form has moved to the first of them.
    if (Object.keys(answer.fieldErrors).length === 0) (answer.isAtMessage ? messageRef.current : passwords[0])?.focus()
  }, [answer, reset, setValue])

  return {
    formRef,
    messageRef,
    /** Whether focus moves to the message: not if a password is requested again. */
    isAtMessage: answer?.isAtMessage ?? false,
    plainAction,
    submit,
    /** The newest answer, by whichever way the form was sent. */
    state,
    /** The answer that came with the page. */
    plainState,
    /** While it is checked too: what does that may still be on its way. */
    isPending: isPending || formState.isSubmitting,
    register,
    subscribe,
    getValues,
    clearErrors,
    /** Checks every field without sending, and moves to the first that is wrong. */
    check: () => trigger(undefined, { shouldFocus: true }),
    formState,
  }
}

/** What is never kept once it was sent. */
function passwordsIn(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>('input[autocomplete$="password"]') ?? [])]
}

/** The texts of a form by name, as the server reads them. */
function textsOf(form: HTMLFormElement | null): Record<string, string> {
  const entries = form ? [...new FormData(form)] : []
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}

function fieldErrorsOf({ fieldErrors }: FormState) {
  const entries = Object.entries(fieldErrors).map(([name, [message]]) => [name, { type: 'server', message }])
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
