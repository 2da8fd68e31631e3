import type { NextRequest } from 'next/server'
import { AVATAR_MAX_BYTES } from '@/lib/avatars/schemas'
import { setAvatar } from '@/lib/avatars/set-avatar'
import { config } from '@/lib/config/config'
import { AppError } from '@/lib/errors/app-error'
import { withCallbackUrl } from '@/lib/http/with-callback-url'
import { readUpload } from '@/lib/api/read-upload'
import { requestContext } from '@/lib/next/request-context'

/**
 * The plain form of a browser without JavaScript. A server action would take no more than 1 MiB (a page form's limit), and
 * its answer is the same: the page anew, with a sentence on it.
 */
export async function POST(request: NextRequest): Promise<Response> {
  // A browser sends Origin with every POST. Neither a foreign nor a missing nor a `null` one is ours (ASVS 3.5.1).
  if (request.headers.get('origin') !== config().appUrl) return seeOther('/profile/edit?problem=forbidden')
  const ctx = await requestContext()
  if (!ctx.actor) return seeOther(withCallbackUrl('/login', '/profile/edit'))
  try {
    const picture = await readUpload(uploadOf(request), { field: 'avatar', maxBytes: AVATAR_MAX_BYTES })
    await setAvatar({ picture }, ctx)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return seeOther(`/profile/edit?problem=${error.code}`)
  }
  return seeOther('/profile/edit?notice=picture-saved')
}

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

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
