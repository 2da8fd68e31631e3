/**
 * The schema as one provider reads it.
 *
 * @param {string} schema the text of prisma/schema.prisma
 * @param {string} provider
 * @returns {string}
 */
export function schemaFor(schema, provider) {
  return schema
    .replace(/(datasource\s+\w+\s*\{[^}]*provider\s*=\s*)"[^"]+"/, `$1"${provider}"`)
    .replace(/(output\s*=\s*)"[^"]+"/, `$1"../generated/${provider}"`)
    .replace(/\/\/\s*@(\w+)\s+(@db\.[^\n]+)$/gm, (_, only, attribute) => (only === provider ? attribute : ''))
}
