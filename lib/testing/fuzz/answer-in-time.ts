/** What an act may take at most, on a machine that does other things too. */
const PATIENCE_MILLISECONDS = 15_000

/** @throws Error when there is no answer in time */
export async function answerInTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer after ${PATIENCE_MILLISECONDS} ms.`)), PATIENCE_MILLISECONDS)
  })
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer))
}
