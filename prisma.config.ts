import { defineConfig } from 'prisma/config'

// `prisma generate` never runs the schema engine but insists that one exists, and would download it.
// Naming any executable satisfies it, so that an install needs the npm registry and nothing else.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma' })
