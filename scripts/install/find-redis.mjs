import { existsSync } from 'node:fs'
import path from 'node:path'
import { installByApt, isRootOnDebian } from './debian.mjs'
import { progress } from '../support/print.mjs'

/**
 * The Redis server on this machine, for tests; null when there is none. Debian's `redis-tools` has the same program
 * under another name, and starts nothing for the whole machine.
 */
export function findRedis() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter).filter(Boolean), '/usr/local/bin']
  for (const name of ['redis-server', 'redis-check-rdb']) {
    for (const folder of folders) if (existsSync(path.join(folder, name))) return path.join(folder, name)
  }
  return null
}

/**
 * Has Redis installed where it is missing, by root on Debian.
 * @throws Error with the reason, when there can be none
 */
export async function installRedis() {
  if (findRedis()) return
  if (!isRootOnDebian())
    throw new Error('there is no redis-server on this machine, and only root on Debian has it installed')
  await progress('Installing Redis for the tests', () => installByApt(['redis-tools']))
  if (!findRedis()) throw new Error('apt-get could not install redis-tools')
}
