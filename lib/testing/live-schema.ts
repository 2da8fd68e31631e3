import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createAdapter } from '@/lib/db/create-adapter'
import { startSchemaEngine } from '@/scripts/support/schema-engine'

/** PostgreSQL's one-byte "char", which its catalogue is full of, and a text type, which Prisma's driver can read. */
const CHAR = 18
const TEXT = 25

type Pool = { query: (...args: unknown[]) => Promise<{ fields: { dataTypeID: number }[] }> }

/** Prisma's schema engine on a database that is there: SQLite or PostgreSQL, it knows no other. */
export async function engineOn(
  url: string,
  schema: string,
): Promise<{ engine: SchemaEngine; stop: () => Promise<void> }> {
  const factory = await createAdapter(url)
  const adapter = await factory.connect()
  if (url.startsWith('postgres')) readChar(adapter)
  const migrating: SqlMigrationAwareDriverAdapterFactory = {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => adapter,
    // Nothing here may need it: it would be made and dropped beside the real one.
    connectToShadowDb: () => Promise.reject(new Error('no shadow database')),
  }
  return { engine: await startSchemaEngine(schema, migrating), stop: () => adapter.dispose() }
}

/** A provider's migrations, as Prisma's engine takes them. */
export function migrationList(folder: string): MigrationList {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(path.join(folder, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: names.map(({ name }) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

/** The driver refuses "char", and the engine takes nothing else for it: read as a text, it is passed on as itself. */
function readChar(adapter: SqlDriverAdapter) {
  const pool = (adapter as unknown as { underlyingDriver: () => Pool }).underlyingDriver()
  const [query, queryRaw] = [pool.query.bind(pool), adapter.queryRaw.bind(adapter)]
  let isChar: boolean[] = []
  pool.query = async (...args) => {
    const result = await query(...args)
    isChar = result.fields.map(({ dataTypeID }) => dataTypeID === CHAR)
    for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
    return result
  }
  adapter.queryRaw = async (...args) => {
    const { columnTypes, ...result } = await queryRaw(...args)
    return {
      ...result,
      columnTypes: columnTypes.map((type, index) => (isChar[index] ? ColumnTypeEnum.Character : type)),
    }
  }
}
