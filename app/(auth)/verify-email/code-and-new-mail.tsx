'use client'

import { useState, type ReactNode } from 'react'
import { CodeForm } from './code-form'
import { ResendForm } from './resend-form'

/**
 * Where the code of the email is typed, and another email requested, after `hint`. Once that is sent the field starts
 * empty: an older code, and its error, disappear.
 */
export function CodeAndNewMail({ hint }: { hint: ReactNode }) {
  const [newMails, setNewMails] = useState(0)
  return (
    <>
      <CodeForm key={newMails} />
      <div className="flex flex-col gap-3 border-t border-line pt-6">
        <p className="text-center text-sm text-balance text-muted">{hint}</p>
        <ResendForm onSent={() => setNewMails(newMails + 1)} />
      </div>
    </>
  )
}
