import type { FieldValues, Resolver } from 'react-hook-form'
import type { z } from 'zod'

export type LoadSchema = () => Promise<z.ZodType<FieldValues, FieldValues>>

/** How long someone who sends a form waits for its check to arrive. */
const PATIENCE_MILLISECONDS = 3000

/** What checks a form by its schema. It weighs more than all forms together, so a first visit goes without. */
export async function loadCheck(loadSchema: LoadSchema): Promise<Resolver> {
  const [{ zodResolver }, schema] = await Promise.all([import('@hookform/resolvers/zod'), loadSchema()])
  return zodResolver(schema)
}

/** The same; null where it cannot be had, or not soon: the server checks by the same schema anyway. */
export function checkInTime(loadSchema: LoadSchema): Promise<Resolver | null> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(null)
    const timer = setTimeout(giveUp, PATIENCE_MILLISECONDS)
    void loadCheck(loadSchema)
      .then(resolve, giveUp)
      .finally(() => clearTimeout(timer))
  })
}
