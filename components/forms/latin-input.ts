/**
 * For what is written from left to right in every language, such as an address: its signs stay in their order, and it
 * begins where the page's lines begin.
 */
export const LATIN_INPUT = { dir: 'ltr', className: 'rtl:text-right' } as const
