/**
 * Moves the focus to the page's heading where nothing has it. What still has it, and what has just taken it, keep it.
 */
export function goOnAtHeading(): void {
  const heading = document.querySelector('h1')
  if (!heading || document.activeElement !== document.body) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
