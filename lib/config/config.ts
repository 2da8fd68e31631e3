import { processSingleton } from '@/lib/process-singleton'
import { parseConfig, type Config } from './parse-config'

/**
 * The settings of this process. They are read from the environment at the first call, at run time, so that one build
 * works with any configuration.
 *
 * @throws ConfigError when a setting is invalid or missing
 */
export function config(): Config {
  return processSingleton('config', () => parseConfig(process.env))
}
