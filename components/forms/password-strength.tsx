'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { problemText } from '@/lib/errors/problem-text'

type EstimateStrength = typeof import('@/lib/passwords/estimate-strength').estimateStrength

/** How long typing must pause before a screen reader announces the result: not at each key. */
const ANNOUNCE_AFTER_MILLISECONDS = 1000

const SEGMENT_COLOURS = ['bg-scale-1', 'bg-scale-2', 'bg-scale-3', 'bg-scale-4', 'bg-scale-5']

type PasswordStrengthProps = {
  /** As typed so far. */
  password: string
  /** Username, email address and name, as typed so far. */
  ownNames: readonly string[]
  minLength: number
}

/**
 * How strong the password being typed is, and why; whether the server will refuse it. Shows nothing before someone
 * types, without JavaScript, or when its word lists cannot be loaded: the server decides anyway.
 */
export function PasswordStrength({ password, ownNames, minLength }: PasswordStrengthProps) {
  const t = useTranslations('strength')
  const tErrors = useTranslations('errors')
  const estimate = useEstimate(password !== '')
  // The keys that are being typed come first; as one string, so that the same names stay the same value.
  const deferredPassword = useDeferredValue(password)
  const deferredNames = useDeferredValue(ownNames.join('\n'))
  const strength = useMemo(() => {
    if (!estimate || deferredPassword === '') return null
    return estimate({ password: deferredPassword, ownNames: deferredNames.split('\n'), minLength })
  }, [estimate, deferredPassword, deferredNames, minLength])

  const problem = strength?.problem && problemText(strength.problem, tErrors)
  const label = strength && (problem ? t('refused') : t(`levels.${strength.level}`))
  const reasons = problem ? [problem] : (strength?.reasons.map((reason) => t(reason)) ?? [])
  const summary = label ? [t('spoken', { label }), ...reasons].join(' ') : ''
  const spoken = useSettled(summary)

  return (
    <>
      {strength && (
        <div className="mt-2 text-sm">
          <div
            role="meter"
            aria-label={t('name')}
            aria-valuemin={0}
            aria-valuemax={SEGMENT_COLOURS.length - 1}
            aria-valuenow={strength.level}
            aria-valuetext={label ?? undefined}
            className="flex gap-1"
          >
            {SEGMENT_COLOURS.map((colour, segment) => (
              <span
                key={colour}
                className={`h-1.5 flex-1 rounded-full forced-color-adjust-none ${
                  segment <= strength.level ? SEGMENT_COLOURS[strength.level] : 'bg-scale-empty'
                }`}
              />
            ))}
          </div>
          <p className="mt-1.5 font-medium">{label}</p>
          {reasons.length > 0 && (
            <ul className="mt-0.5 list-disc space-y-0.5 ps-5 text-muted">
              {reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </>
  )
}

/** The estimator, loaded once it is needed: it brings a list of 49,000 passwords. */
function useEstimate(isNeeded: boolean): EstimateStrength | null {
  const [estimate, setEstimate] = useState<EstimateStrength | null>(null)
  useEffect(() => {
    if (!isNeeded || estimate) return
    import('@/lib/passwords/estimate-strength').then(
      ({ estimateStrength }) => setEstimate(() => estimateStrength),
      () => undefined,
    )
  }, [isNeeded, estimate])
  return estimate
}

/** A text once it has not changed for a while. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ANNOUNCE_AFTER_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
