// What scripts start. Bundled to lib/server/generated/server.mjs, so that it runs without a compiler
// (scripts/building/bundle-server.mjs).
export { readSettings, type Settings } from './read-settings'
export { serveCluster } from './serve-cluster'
export { serveProcess } from './serve-process'
export { serverLogger } from './server-logger'
