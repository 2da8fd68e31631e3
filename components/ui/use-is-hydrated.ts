import { useSyncExternalStore } from 'react'

const subscribe = () => () => {}

/** False on the server and while the page wakes up, then true: for what works by script only. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
}
