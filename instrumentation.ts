import type { Instrumentation } from 'next'

/** Runs once when a server process starts, before the first request. */
export async function register() {
  // The literal comparison lets the bundler leave all of it out of an edge build.
  // oxlint-disable-next-line node/no-process-env -- set by Next, not one of our settings
  if (process.env.NEXT_RUNTIME === 'nodejs') await (await import('@/lib/next/start-process')).startProcess()
}

/** Hears of every failure that Next answers with a 500, before it does. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  // oxlint-disable-next-line node/no-process-env -- as above
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { markUnavailable } = await import('@/lib/next/mark-unavailable')
  markUnavailable(error, String(request.headers['x-request-id']))
}
