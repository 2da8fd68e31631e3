import { spawn } from 'node:child_process'
import { ROOT } from './root.mjs'

/**
 * Runs a command of the project's folder to its end. When this process is stopped, so is the command.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {boolean} [options.isShown] its output goes to the terminal as it comes, instead of into the result
 * @param {boolean} [options.isShell] for commands that on Windows are batch files
 * @param {Record<string, string | undefined>} [options.env] over this process's own
 * @param {string} [options.cwd] instead of the project's folder
 * @param {number} [options.uid] whom it runs as, where not as this process
 * @param {number} [options.gid]
 * @param {number} [options.timeoutMilliseconds]
 * @returns {Promise<{ isOk: boolean, output: string }>}
 */
export function run(
  command,
  args,
  { isShown = false, isShell = false, env = {}, cwd = ROOT, uid, gid, timeoutMilliseconds } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      uid,
      gid,
      env: { ...process.env, ...env },
      stdio: isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      shell: isShell,
      timeout: timeoutMilliseconds,
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))

    const interrupt = () => stop(130)
    const terminate = () => stop(143)
    process.on('SIGINT', interrupt)
    process.on('SIGTERM', terminate)

    /** @param {number} exitCode */
    function stop(exitCode) {
      // At SIGTERM, Playwright would leave its servers behind.
      child.kill('SIGINT')
      child.once('close', () => process.exit(exitCode))
    }

    /** @param {{ isOk: boolean, output: string }} result */
    function settle(result) {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', terminate)
      resolve(result)
    }
    child.on('error', (error) => settle({ isOk: false, output: `${output}${error.message}\n` }))
    child.on('close', (code) => settle({ isOk: code === 0, output }))
  })
}
