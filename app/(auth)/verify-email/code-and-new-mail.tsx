'use client'

import { useState, type ReactNode } from 'react'
import { CodeForm } from './code-form'
import { ResendForm } from './resend-form'

/**
 * Where the code of the mail is typed, and another mail asked for, after `hint`. Once that is on its way the code is begun
 * anew: an older one, and what was wrong with it, go.
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
