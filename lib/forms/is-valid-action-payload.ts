/**
 * Whether a form contains what one of our pages would send. React encodes the call of a server action into the fields
 * of its form, and the server decodes it. What cannot be decoded would end as our own failure, with a stack in the log;
 * and far more can be decoded than our forms ever contain (references, functions, streams). So only text of known
 * fields, an action's id, and the form's last state as plain data get past here.
 *
 * @param isScripted whether the page's script sends it, or the browser by itself
 */
export function isValidActionPayload({ form, isScripted }: { form: FormData; isScripted: boolean }): boolean {
  const fields = [...form]
  const names = new Set(fields.map(([name]) => name))
  if (names.size < fields.length) return false
  return isScripted ? isScriptedForm(form, names) : isPlainForm(form, names)
}

/** The script numbers the form's own fields, and says what the action is called with: the last state, and that form. */
function isScriptedForm(form: FormData, names: Set<string>): boolean {
  const areNumbered = [...names].every((name) => name === '0' || name.startsWith('_1_'))
  return areNumbered && isCall(form.get('0'), (call) => call.length === 2 && isPlain(call[0]) && call[1] === '$K1')
}

/** A browser sends the hidden fields in which React named the action: all of one number, or none. */
function isPlainForm(form: FormData, names: Set<string>): boolean {
  const special = [...names].filter((name) => name.startsWith('$'))
  const [reference] = special.filter((name) => /^\$ACTION_REF_\d+$/.test(name))
  if (reference === undefined) return special.length === 0
  const action = reference.replace('REF_', '')
  return (
    special.every((name) => [reference, `${action}:0`, `${action}:1`, '$ACTION_KEY'].includes(name)) &&
    matches(form.get(`${action}:0`), /^\{"id":"[0-9a-f]{42}","bound":"\$@1"\}$/) &&
    isCall(form.get(`${action}:1`), (call) => call.length === 1 && isPlain(call[0])) &&
    matches(form.get('$ACTION_KEY') ?? 'k0', /^k[0-9a-f]+$/)
  )
}

function matches(value: FormDataEntryValue | null, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isCall(value: FormDataEntryValue | null, isExpected: (call: unknown[]) => boolean): boolean {
  if (typeof value !== 'string') return false
  try {
    const call: unknown = JSON.parse(value)
    return Array.isArray(call) && isExpected(call)
  } catch {
    return false
  }
}

/** Plain data. In React's notation a `$` begins a reference, and `$$` a text that begins with a dollar. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.startsWith('$') || value.startsWith('$$') || value === '$undefined'
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain)
}
