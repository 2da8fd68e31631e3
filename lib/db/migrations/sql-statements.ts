/** Texts, quoted names and comments are taken whole, since a semicolon in them ends nothing. */
const TOKEN = /'(?:[^']|'')*'|"[^"]*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|[^'"`;/-]+|[\s\S]/g

/**
 * The statements of a script one by one, without `--` comments: not every driver takes several at once. Within a text
 * a quote is doubled, as standard SQL has it; bodies of triggers and procedures, which hold statements, are not
 * understood.
 */
export function sqlStatements(script: string): string[] {
  const statements = ['']
  for (const [token] of script.matchAll(TOKEN)) {
    if (token === ';') statements.push('')
    else if (!token.startsWith('--')) statements[statements.length - 1] += token
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '')
}
