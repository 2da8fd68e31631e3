import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import type { DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm'
import { CliError } from './cli-error.mjs'

const SCHEMA_FILE = 'prisma/schema.prisma'

/** A schema's text as an end of a diff; null is the empty database. */
export function datamodel(schema: string | null): DiffTarget {
  return schema === null
    ? { tag: 'empty' }
    : { tag: 'schemaDatamodel', files: [{ path: SCHEMA_FILE, content: schema }] }
}

/**
 * The SQL that leads from one schema to another, by Prisma's own engine, which comes with npm and needs no database
 * for it. Empty when there is nothing to do.
 *
 * @param from null for an empty database
 * @throws CliError when Prisma does not take a schema, with what it says
 */
export async function diffSchemas({ from, to }: { from: string | null; to: string }): Promise<string> {
  const engine = await startSchemaEngine(to, new PrismaLibSql({ url: ':memory:' }))
  return diff(engine, datamodel(from), datamodel(to))
}

/** The SQL that leads from one end to the other; empty when there is nothing to do. */
export async function diff(engine: SchemaEngine, from: DiffTarget, to: DiffTarget): Promise<string> {
  const { exitCode, stdout } = await engine
    .diff({ from, to, script: true, exitCode: true, filters: { externalTables: [], externalEnums: [] } })
    .catch((error: unknown) => {
      throw asAdvice(error)
    })
  return exitCode === 0 ? '' : String(stdout).trim()
}

/** Prisma's schema engine, of the npm package, on a driver. */
export async function startSchemaEngine(
  schema: string,
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<SchemaEngine> {
  const { SchemaEngine } = await (bindings ??= loadBindings())
  const ignore = () => undefined
  return SchemaEngine.new(
    { datamodels: [[SCHEMA_FILE, schema]] },
    ignore,
    bindMigrationAwareSqlAdapterFactory(adapter),
  ).catch((error: unknown) => {
    throw asAdvice(error)
  })
}

/** Once for the process: what the engine has made does not outlive another loading. */
let bindings: Promise<Bindings> | undefined

async function loadBindings(): Promise<Bindings> {
  const loaded = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as Bindings & Internals
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const code = readFileSync(path.join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(code, {
    './schema_engine_bg.js': loaded as unknown as WebAssembly.ModuleImports,
  })
  loaded.__wbg_set_wasm(instance.exports)
  ;(instance.exports as unknown as Internals).__wbindgen_start()
  // Where the engine leaves its last words.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => process.stderr.write(`${message}\n`) },
  })
  return loaded
}

type Bindings = typeof import('@prisma/schema-engine-wasm')
type Internals = { __wbg_set_wasm: (exports: WebAssembly.Exports) => void; __wbindgen_start: () => void }

function asAdvice(error: unknown): CliError {
  // oxlint-disable-next-line no-control-regex -- the engine colours what it says
  const text = (error instanceof Error ? error.message : JSON.stringify(error)).replaceAll(/\u001B\[[\d;]*m/g, '')
  return new CliError(`Prisma does not take ${SCHEMA_FILE}:\n${text}`)
}
