// npm passes a signal on to the shell that stands between it and a script, and on Linux that shell dies of it without
// telling the script. So a script that npm started takes the loss of its parent for that signal, and leaves nothing
// behind.
const CHECK_MILLISECONDS = 500

if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, CHECK_MILLISECONDS)
  timer.unref()
}
