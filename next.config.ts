import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'
import { FIXED_HEADERS } from './lib/http/fixed-headers.ts'
import { oldPageRedirects } from './lib/legacy-api/old-pages.ts'
import { rewrites } from './lib/legacy-api/rewrites.ts'

// Messages are compiled while building: the browser gets no parser of them.
const withMessages = createNextIntlPlugin({
  requestConfig: './lib/next/request-messages.ts',
  experimental: { messages: { path: './lib/i18n/messages', locales: 'infer', format: 'json', precompile: true } },
})

const config: NextConfig = {
  // For the container's image (Dockerfile): the server and nothing that only building needs. `next start` cannot serve
  // it.
  ...(process.env.BUILD_OUTPUT === 'standalone' ? { output: 'standalone' as const } : {}),
  // What is found at run time only: the migrations, the database's native part, and the server around Next.
  outputFileTracingIncludes: {
    '/*': [
      './prisma/migrations/**',
      './node_modules/@libsql/linux-*/**',
      './node_modules/@img/**',
      './lib/server/generated/**',
      './scripts/{serve-process,check-health}.mjs',
      './scripts/support/{cli-error,environment-file,load-server,root}.mjs',
      './lib/i18n/messages/*.json',
    ],
  },
  poweredByHeader: false,
  // A page is loaded when it is first asked for: to load all of them at the start costs each process 30 MB.
  experimental: { preloadEntriesOnStart: false },
  // `next dev` writes no files of its own into the project.
  agentRules: false,
  // The development server's own line for each request would show the tokens of emailed links.
  logging: { incomingRequests: false },
  // One copy of it in the process: the code in front of Next counts too.
  serverExternalPackages: ['prom-client'],
  // `npm test` checks the types, of tests too: a mere start of the product does not wait for it.
  typescript: { ignoreBuildErrors: true },
  // A trailing slash is answered directly: a redirected POST loses its body in many clients.
  skipTrailingSlashRedirect: true,
  rewrites: async () => rewrites(),
  redirects: async () => oldPageRedirects(),
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(FIXED_HEADERS).map(([key, value]) => ({ key, value })),
    },
  ],
}

export default withMessages(config)
