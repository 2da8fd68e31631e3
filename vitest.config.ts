import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['{lib,app,components,scripts}/**/*.test.{ts,tsx}'],
    setupFiles: ['e2e/support/vitest-setup.ts'],
    pool: 'forks',
    // next-auth imports `next/server` without the extension that Node itself wants.
    server: { deps: { inline: ['next-auth'] } },
    // Real hashing, real databases, two cores: far more than any test needs, so that none fails by being slow.
    testTimeout: 30_000,
  },
})
