// Loaded into a server by measure-login-load.mjs: on the word `reset` it begins to watch how long the event loop was
// held up, on `report` it says so. The channel to the asker keeps no server alive.
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

const RESOLUTION_MILLISECONDS = 5
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS })
delay.enable()
let utilization = performance.eventLoopUtilization()
let cpu = process.cpuUsage()
let since = performance.now()

process.on('message', (question) => {
  if (question === 'reset') {
    delay.reset()
    utilization = performance.eventLoopUtilization()
    cpu = process.cpuUsage()
    since = performance.now()
    process.send?.('done')
  }
  if (question === 'report') {
    const { user, system } = process.cpuUsage(cpu)
    const milliseconds = (/** @type {number} */ nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MILLISECONDS)
    process.send?.({
      delayP50: milliseconds(delay.percentile(50)),
      delayP99: milliseconds(delay.percentile(99)),
      delayMax: milliseconds(delay.max),
      /** Of the time, how much the main thread was busy. */
      utilization: performance.eventLoopUtilization(utilization).utilization,
      /** Cores kept busy by the process, hashing threads included. */
      cores: (user + system) / 1000 / (performance.now() - since),
    })
  }
})
process.channel?.unref()
