/**
 * The first releases without a known fault that other sites can reach: until them, `fetch` could be crashed by a
 * compressed answer.
 * @type {Record<number, string>}
 */
const FIRST_WITHOUT_KNOWN_FAULTS = { 22: '22.23.4', 24: '24.22.1', 26: '26.12.1' }

/**
 * What to tell an operator whose Node runs the product but has known security faults; null when it has none.
 *
 * @param {string} [version] of Node, such as `24.22.1`
 */
export function oldNodeNotice(version = process.versions.node) {
  const lines = Object.entries(FIRST_WITHOUT_KNOWN_FAULTS)
  const [major = 0] = partsOf(version)
  const newestLine = Math.max(...lines.map(([line]) => Number(line)))
  const wanted = FIRST_WITHOUT_KNOWN_FAULTS[major]
  if (major > newestLine || (wanted !== undefined && !isOlder(version, wanted))) return null
  const releases = lines.map(([, release]) => release).join(', ')
  return `Node ${version} has known security faults. Use one of these, or newer in the same line: ${releases}.`
}

/**
 * @param {string} version
 * @param {string} other
 */
function isOlder(version, other) {
  const others = partsOf(other)
  const difference =
    partsOf(version)
      .map((part, index) => part - (others[index] ?? 0))
      .find((part) => part !== 0) ?? 0
  return difference < 0
}

/** @param {string} version */
function partsOf(version) {
  return version.split('.').map(Number)
}
