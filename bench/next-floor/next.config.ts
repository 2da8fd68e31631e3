import type { NextConfig } from 'next'

// Its node_modules is a link into the project's folder (bench/subjects/build-next-floor.ts).
const root = '/'

const config: NextConfig = {
  turbopack: { root },
  outputFileTracingRoot: root,
  // The native database client is not bundled.
  serverExternalPackages: ['libsql', 'fast-jwt'],
  poweredByHeader: false,
  agentRules: false,
  // The project's own type check includes this app.
  typescript: { ignoreBuildErrors: true },
}

export default config
