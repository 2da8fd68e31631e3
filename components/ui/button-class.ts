const BASE =
  'relative inline-flex min-h-target items-center justify-center gap-2 rounded-control px-4 text-center font-medium ' +
  'transition-colors select-none print:hidden'

const VARIANTS = {
  primary:
    'border border-transparent bg-primary text-on-primary hover:bg-primary-strong aria-disabled:hover:bg-primary',
  secondary: 'border border-line-strong/60 bg-raised text-ink hover:border-line-strong hover:bg-sunken',
  danger: 'border border-danger/50 bg-raised text-danger hover:border-danger hover:bg-danger-soft',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
} as const

export type ButtonVariant = keyof typeof VARIANTS

/** What makes a button look like one, for `<button>` and for links that lead a step on. */
export function buttonClass(variant: ButtonVariant): string {
  return `${BASE} ${VARIANTS[variant]}`
}
