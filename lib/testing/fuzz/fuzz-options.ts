/**
 * How much is tried: FUZZ_INPUTS, FUZZ_SECONDS and FUZZ_SEED, as `npm run test:fuzz` sets them; else a little, always
 * the same, for `npm test`.
 */
export function fuzzOptions({ inputs, seconds }: { inputs: number; seconds: number }) {
  const { FUZZ_INPUTS, FUZZ_SECONDS, FUZZ_SEED } = process.env
  return {
    inputs: Number(FUZZ_INPUTS ?? inputs),
    seed: Number(FUZZ_SEED ?? 1),
    milliseconds: 1000 * Number(FUZZ_SECONDS ?? seconds),
    /** Says how many were tried before the time was over. */
    tell: (count: number) => void (FUZZ_INPUTS && process.stdout.write(`${count} inputs were tried.\n`)),
  }
}
