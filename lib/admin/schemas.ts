import { z } from 'zod'
import { email, name, newPassword, username } from '@/lib/fields/schemas'

export const createAdminSchema = z.object({ username, email, name: name.optional(), password: newPassword })
