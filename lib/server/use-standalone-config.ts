import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Hands Next the settings of a standalone build, as the server that Next itself generates for one does: next.config.ts is not
 * there, nor is what could read it. Any other build reads it again.
 *
 * @param folder the project's
 */
export function useStandaloneConfig(folder = '.'): void {
  const { config } = JSON.parse(readFileSync(path.join(folder, '.next/required-server-files.json'), 'utf8')) as { config: { output?: string } }
  // oxlint-disable-next-line node/no-process-env -- the one way in which Next takes it
  if (config.output === 'standalone') process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)
}
