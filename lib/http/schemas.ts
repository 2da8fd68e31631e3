import { z } from 'zod'

/** The answer of an act without a resource. */
export const messageSchema = z.object({ message: z.string() }).meta({ id: 'Message' })
