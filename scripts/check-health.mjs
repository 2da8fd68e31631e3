// Ends with 0 when the server of this container answers, else with 1: the Dockerfile's HEALTHCHECK.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health/live`).catch(() => null)
process.exitCode = answer?.ok ? 0 : 1
