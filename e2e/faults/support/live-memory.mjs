// Loaded into each process of a server under test (--expose-gc): on SIGUSR2 it writes how much it still holds after the
// garbage is collected. What the system counts for a process says little: it keeps what it once had.
process.on('SIGUSR2', () => {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.stdout.write(`live-memory ${process.pid} ${Math.round((heapUsed + external) / 1024 / 1024)}\n`)
})
