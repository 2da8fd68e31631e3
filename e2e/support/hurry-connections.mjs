// Loaded into a server of a test's own: what a connection may take there, and how often the server looks, is a tenth. A limit that is
// not set stays Node's, which is minutes.
import http from 'node:http'

const { createServer } = http
const LIMITS = ['headersTimeout', 'requestTimeout', 'connectionsCheckingInterval']

/**
 * @param {Record<string, any>} options
 * @param {import('node:http').RequestListener} [listener]
 */
function createHurriedServer(options, listener) {
  const hurried = LIMITS.flatMap((name) => (options[name] ? [[name, options[name] / 10]] : []))
  return createServer({ ...options, ...Object.fromEntries(hurried) }, listener)
}

Object.assign(http, { createServer: createHurriedServer })
