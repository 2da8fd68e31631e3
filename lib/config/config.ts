import { processSingleton } from '@/lib/process-singleton'
import { parseConfig, type Config } from './parse-config'

/**
 * The settings of this process, read from the environment at the first call: at run time, so that one build
 * serves any configuration.
 *
 * @throws ConfigError when a setting is bad or missing
 */
export function config(): Config {
  return processSingleton('config', () => parseConfig(process.env))
}
