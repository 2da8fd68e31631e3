'use client'

import { TextField } from './text-field'

/** An e-mail address. */
export function EmailField({ description }: { description?: string }) {
  return (
    <TextField
      name="email"
      label="E-mail address"
      type="email"
      inputMode="email"
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      description={description}
    />
  )
}
