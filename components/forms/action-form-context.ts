'use client'

import { createContext, useContext } from 'react'
import type { ActionForm } from './use-action-form'

export const ActionFormContext = createContext<ActionForm | null>(null)

/** The form that a field stands in. */
export function useActionFormContext(): ActionForm {
  const form = useContext(ActionFormContext)
  if (!form) throw new Error('A form field stands outside a form.')
  return form
}
