import { z } from 'zod'

/** A JSON Schema, or another object of an OpenAPI document. */
export type Json = Record<string, unknown>

type Kind = 'schemas' | 'requestBodies' | 'responses' | 'headers' | 'securitySchemes'

/** What several operations of an OpenAPI document share, each under a name of its own. */
export class OpenApiComponents {
  readonly #byKind: Partial<Record<Kind, Record<string, Json>>> = {}

  /** Keeps a component, unless one of its name is there. @returns the reference to it */
  add(kind: Kind, name: string, make: () => Json): { $ref: string } {
    const named = (this.#byKind[kind] ??= {})
    named[name] ??= make()
    return { $ref: `#/components/${kind}/${name}` }
  }

  /**
   * The JSON Schema of a zod schema; what has an id in its metadata becomes a component.
   *
   * @param io `input`: as a client sends it; `output`: as it is answered
   */
  schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
    // Around the schema goes another one, for zod makes a definition of what has an id only when it is a part.
    const wrapped = z.toJSONSchema(z.object({ schema }), { io, override: leaveOutDetours })
    const { properties, $defs = {} } = withComponentReferences(wrapped) as {
      properties: { schema: Json }
      $defs?: Record<string, Json>
    }
    for (const [name, definition] of Object.entries($defs)) this.add('schemas', name, () => definition)
    return properties.schema
  }

  /** For the document: names in the order of the alphabet. */
  toJSON(): Json {
    const sorted = (named: Record<string, Json>) =>
      Object.fromEntries(Object.entries(named).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    return Object.fromEntries(Object.entries(this.#byKind).map(([kind, named]) => [kind, sorted(named)]))
  }
}

/** What says less to a reader than it costs: the pattern of what has a format, and the bounds of every safe integer. */
function leaveOutDetours({ jsonSchema }: { jsonSchema: Json }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** Definitions become components: references to them follow. */
function withComponentReferences(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value,
  )
}
