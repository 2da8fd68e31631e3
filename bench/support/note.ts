/** A line on what is going on. Not to stdout, which only gets the table. */
export function note(text: string) {
  process.stderr.write(`${text} …\n`)
}
