/**
 * How well a value tells two classes apart: the probability that a random value of `b` is greater than a random one
 * of `a`, ties counting half. 0.5: not at all; 0 or 1: always. Computed by ranks (Mann and Whitney), so that outliers
 * weigh no more than other values.
 */
export function auc(a: readonly number[], b: readonly number[]): number {
  const values = [...a.map((value) => ({ value, isB: false })), ...b.map((value) => ({ value, isB: true }))]
  values.sort((left, right) => left.value - right.value)

  let rankSum = 0
  for (let start = 0, end = 0; start < values.length; start = end) {
    while (end < values.length && values[end]?.value === values[start]?.value) end++
    const sharedRank = (start + 1 + end) / 2
    rankSum += sharedRank * values.slice(start, end).filter(({ isB }) => isB).length
  }
  return (rankSum - (b.length * (b.length + 1)) / 2) / (a.length * b.length)
}
