// Loaded into a server of a test's own: on the word `reset` it begins to watch its event loop and memory, on `report`
// it says how much the process computed in one turn of the loop at most, and by how much the memory grew at its peak.
// Computing is counted in CPU time: a turn takes longer on a machine that is busy with something else.
const TURN_MILLISECONDS = 5
let memoryBefore = 0
let memoryPeak = 0
let longestTurn = 0
let last = process.cpuUsage()

function read() {
  const { user, system } = process.cpuUsage(last)
  last = process.cpuUsage()
  longestTurn = Math.max(longestTurn, (user + system) / 1000)
  memoryPeak = Math.max(memoryPeak, process.memoryUsage.rss())
}
setInterval(read, TURN_MILLISECONDS).unref()

process.on('message', (question) => {
  read()
  if (question === 'reset') {
    globalThis.gc?.()
    memoryBefore = memoryPeak = process.memoryUsage.rss()
    longestTurn = 0
    last = process.cpuUsage()
    process.send?.('done')
  }
  if (question === 'report') process.send?.({ turnMilliseconds: longestTurn, grownBytes: memoryPeak - memoryBefore })
})
process.channel?.unref()
