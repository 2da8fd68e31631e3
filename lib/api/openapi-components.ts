import { z } from 'zod'

/** A JSON Schema, or another object of an OpenAPI document. */
export type Json = Record<string, unknown>

type Kind = 'schemas' | 'requestBodies' | 'responses' | 'headers' | 'securitySchemes'

/** Components that several operations of an OpenAPI document share, by name. */
export class OpenApiComponents {
  readonly #byKind: Partial<Record<Kind, Record<string, Json>>> = {}

  /** Adds a component, unless its name exists. @returns the reference to it */
  add(kind: Kind, name: string, make: () => Json): { $ref: string } {
    const named = (this.#byKind[kind] ??= {})
    named[name] ??= make()
    return { $ref: `#/components/${kind}/${name}` }
  }

  /**
   * The JSON Schema of a zod schema. Parts with an id in their metadata become components.
   *
   * @param io `input`: as a client sends it; `output`: as the server responds
   */
  schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
    // Wrapped, because zod creates a definition for a schema with an id only when it is part of another.
    const wrapped = z.toJSONSchema(z.object({ schema }), { io, override: leaveOutDetours })
    const { properties, $defs = {} } = withComponentReferences(wrapped) as {
      properties: { schema: Json }
      $defs?: Record<string, Json>
    }
    for (const [name, definition] of Object.entries($defs)) this.add('schemas', name, () => definition)
    return properties.schema
  }

  /** For the document: names in alphabetical order. */
  toJSON(): Json {
    const sorted = (named: Record<string, Json>) =>
      Object.fromEntries(Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    return Object.fromEntries(Object.entries(this.#byKind).map(([kind, named]) => [kind, sorted(named)]))
  }
}

/** Removes noise: the pattern of values with a format, and the bounds of safe integers. */
function leaveOutDetours({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** Points references to definitions at the components that replace them. */
function withComponentReferences(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value,
  )
}
