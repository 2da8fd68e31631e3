import { spawnSync } from 'node:child_process'
import { progress } from '../support/print.mjs'
import { installByApt, isRootOnDebian } from './debian.mjs'

/** What the walk-throughs of docs/api.md are typed with. */
const TOOLS = [
  { command: 'curl', args: ['--version'], packages: ['curl'] },
  { command: 'python3', args: ['-c', 'import requests'], packages: ['python3', 'python3-requests'] },
]

/**
 * Has the tools of the API's guide installed where they are missing, by root on Debian.
 * @throws Error with the reason, when there can be none
 */
export async function installGuideTools() {
  const missing = missingTools()
  if (missing.length === 0) return
  const names = missing.map(({ command }) => command).join(' and ')
  if (!isRootOnDebian())
    throw new Error(`${names} (with requests) is not on this machine, and only root on Debian has it installed`)
  await progress(`Installing ${names} for the tests`, () => installByApt(missing.flatMap(({ packages }) => packages)))
  if (missingTools().length > 0) throw new Error(`apt-get could not install ${names}`)
}

function missingTools() {
  return TOOLS.filter(({ command, args }) => spawnSync(command, args).status !== 0)
}
