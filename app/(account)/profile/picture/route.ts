import type { NextRequest } from 'next/server'
import { AVATAR_MAX_BYTES } from '@/lib/avatars/schemas'
import { setAvatar } from '@/lib/avatars/set-avatar'
import { AppError } from '@/lib/errors/app-error'
import { readUpload } from '@/lib/api/read-upload'
import { accountRoute } from '@/lib/next/account-route'
import { seeOther } from '@/lib/next/see-other'

/**
 * The plain form of a browser without JavaScript. A server action would accept no more than 1 MiB (a page form's
 * limit), and its answer is the same: the page again, with a message on it.
 */
export const POST = accountRoute('/profile/edit', async (request, ctx) => {
  try {
    const picture = await readUpload(uploadOf(request), { field: 'avatar', maxBytes: AVATAR_MAX_BYTES })
    await setAvatar({ picture }, ctx)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return seeOther(`/profile/edit?problem=${error.code}`)
  }
  return seeOther('/profile/edit?notice=picture-saved')
})

function uploadOf(request: NextRequest) {
  return {
    headers: Object.fromEntries(request.headers),
    // The server in front of Next lets no more than that in.
    readBody: async () => new Uint8Array(await request.arrayBuffer()),
  }
}

/** What a reload of this address asks for. */
export function GET(): Response {
  return seeOther('/profile/edit')
}
