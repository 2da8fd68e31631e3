import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Hands Next the configuration that it was built with, as the server does that Next generates for a standalone build.
 * There next.config.ts is missing; elsewhere reading it again would load Next's compiler, which costs each process 60
 * MB.
 *
 * @param folder the project's
 */
export function useBuiltConfig(folder = '.'): void {
  const { config } = JSON.parse(readFileSync(path.join(folder, '.next/required-server-files.json'), 'utf8')) as {
    config: object
  }
  // oxlint-disable-next-line node/no-process-env -- the one way in which Next takes it
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)
}
