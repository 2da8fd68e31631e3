/** Runs once when a server process starts, before the first request. */
export async function register() {
  // The literal comparison lets the bundler leave all of it out of an edge build.
  // oxlint-disable-next-line node/no-process-env -- set by Next, not a setting of ours
  if (process.env.NEXT_RUNTIME === 'nodejs') await (await import('@/lib/next/start-process')).startProcess()
}
