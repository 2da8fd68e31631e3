import type { ReactNode } from 'react'

/**
 * A word that the sentence is about, such as an address or a name: whatever its direction, the sentence keeps its own.
 */
export function emphasis(text: ReactNode) {
  return (
    <strong dir="auto" className="font-medium wrap-anywhere text-ink">
      {text}
    </strong>
  )
}
