'use client'

import type { ComponentProps } from 'react'
import { TextField } from './text-field'

/** A username or the like: phones neither capitalise nor correct it. */
export function UsernameField(props: Partial<ComponentProps<typeof TextField>>) {
  return (
    <TextField
      name="username"
      label="Username"
      autoComplete="username"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
    />
  )
}
