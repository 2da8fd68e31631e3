/** What inputs and text areas look like, but for their height. 16 px of text: a smaller size makes phones zoom in. */
export const CONTROL_CLASS =
  'block w-full rounded-control border border-line-strong bg-raised px-3.5 text-base text-ink ' +
  'transition-colors placeholder:text-muted hover:border-ink/60 ' +
  'focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent ' +
  'aria-invalid:border-danger aria-invalid:focus:outline-danger'
