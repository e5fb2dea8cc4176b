/** What the values of a view are, as far as a template can tell. */
import type { z } from 'zod'

/**
 * `text` is whatever prints as text: strings, numbers, booleans. `html` prints unescaped. `opaque` may only be handed
 * on to a helper. `any` is what a helper made: nothing is known of it. Types that may hold the same value have equal `id`s.
 */
export type ViewType =
  | { kind: 'object'; id: string; fields: ReadonlyMap<string, Field> }
  | { kind: 'list'; id: string; item: Field }
  | { kind: 'text' | 'html' | 'opaque' | 'any'; id: string }

/** A type and whether null may stand in its place. */
export interface Field {
  type: ViewType
  nullable: boolean
}

export const TEXT: ViewType = { kind: 'text', id: 'text' }
export const HTML: ViewType = { kind: 'html', id: 'html' }
export const ANY: ViewType = { kind: 'any', id: 'any' }
/** An object of no names but those that are laid over it. */
export const BARE: ViewType = { kind: 'object', id: 'bare', fields: new Map() }
/** Stands in for what a fault, reported already, keeps from being known; it leads to no second fault. */
export const FAULTY: ViewType = { kind: 'any', id: 'faulty' }
const OPAQUE: ViewType = { kind: 'opaque', id: 'opaque' }

/**
 * Reads the shapes of the views.
 * Views have every key, null where empty: a shape with an optional key, or with a kind that no view has, is a bug.
 */
export function readShapes(shapes: Record<string, z.ZodObject>): Map<string, ViewType> {
  const known = new Map<z.ZodType, Field>()
  const ids = new Map<string, string>()

  /** The same for types of the same make. */
  function idOf(parts: readonly string[]): string {
    const make = JSON.stringify(parts)
    const id = ids.get(make) ?? `#${ids.size}`
    ids.set(make, id)
    return id
  }

  function read(schema: z.ZodType): Field {
    const before = known.get(schema)
    if (before) return before
    const field = readNew(schema)
    known.set(schema, field)
    return field
  }

  function readNew(schema: z.ZodType): Field {
    const { html, opaque } = schema.meta() ?? {}
    const kind = schema.def.type
    if (kind === 'nullable') return { ...read((schema as z.ZodNullable<z.ZodType>).unwrap()), nullable: true }
    if (html === true) return { type: HTML, nullable: false }
    if (opaque === true) return { type: OPAQUE, nullable: false }
    if (kind === 'object') {
      const shape = Object.entries((schema as z.ZodObject).shape as Record<string, z.ZodType>)
      const fields = new Map(shape.map(([name, value]) => [name, read(value)]))
      const id = idOf([...fields].flatMap(([name, { type, nullable }]) => [name, type.id, String(nullable)]))
      return { type: { kind: 'object', id, fields }, nullable: false }
    }
    if (kind === 'array') {
      const item = read((schema as z.ZodArray<z.ZodType>).element)
      return { type: { kind: 'list', id: idOf([item.type.id, String(item.nullable)]), item }, nullable: false }
    }
    if (['string', 'number', 'boolean', 'enum', 'literal'].includes(kind)) return { type: TEXT, nullable: false }
    throw new TypeError(`A view's shape has a value of the kind "${kind}", which no template can read.`)
  }

  return new Map(Object.entries(shapes).map(([name, shape]) => [name, read(shape).type]))
}
