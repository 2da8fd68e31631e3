import { listLocales } from './list-locales.mjs'
import { SERVER_BUNDLE } from '../support/load-server.mjs'
import { ROOT } from '../support/root.mjs'

/** Packages that exist once in a process, or load parts of themselves by their path. */
const EXTERNAL = ['next', 'pino', 'pino-pretty', 'prom-client']

/**
 * Bundles the server around Next (lib/server), so that it runs without a compiler and imports the product's own
 * settings, errors and headers. It takes a moment, and is done whenever something is prepared.
 */
export async function bundleServer() {
  listLocales()
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['lib/server/index.ts'],
    outfile: SERVER_BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: EXTERNAL,
    sourcemap: 'linked',
    logLevel: 'warning',
    // What a bundled CommonJS package asks for.
    banner: {
      js: `import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);`,
    },
  })
}
