'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useActionFormContext } from './action-form-context'

/**
 * What stands in fields of the form, as it is typed, one field a line; also what was typed before the page was awake.
 *
 * @param initially what stands there in the page as it comes from the server
 */
export function useFieldText(names: readonly string[], initially = ''): string {
  const { subscribe, getValues } = useActionFormContext()
  const listen = useCallback(
    (onChange: () => void) => subscribe({ formState: { values: true }, callback: onChange }),
    [subscribe],
  )
  return useSyncExternalStore(
    listen,
    () => names.map((name) => getValues(name) ?? '').join('\n'),
    () => initially,
  )
}
