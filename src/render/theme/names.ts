/** What the names of a template stand for at one point of it. */
import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts'
import { didYouMean } from '../../diagnostics/did-you-mean.ts'
import type { Path } from './syntax-tree.ts'
import { FAULTY, type Field, TEXT, type ViewType } from './view-type.ts'

/**
 * What an expression gives. `place` tells one value of the view from another, wherever it is named from (null: it has
 * no place in the view). `label` is how people find it: `bulletin.decisions[]`. `added` are the keys that a partial's
 * hash arguments lay over it.
 */
export interface Value extends Field {
  place: string | null
  label: string
  added?: ReadonlyMap<string, Value>
}

/**
 * A context, and the one that `../` leads to: null at the top of a file, an inline partial or a partial's block, and
 * where it is not certain. Handlebars opens no context where the value is the one before, so that `../` then leads one
 * further; for two values of one type only the view tells.
 */
export interface Scope {
  value: Value
  parent: Scope | null
}

/** The context inside a `{{#with}}` or `{{#each}}`. */
export function innerScope(value: Value, outer: Scope): Scope {
  const before = outer.value
  if (value.place !== null && value.place === before.place && value.added === before.added) return { ...outer, value }
  return { value, parent: mayBeSame(value.type, before.type) ? null : outer }
}

/** Whether Handlebars may take two contexts for one; it compares with `!=`, to which `['a']` is `'a'`. */
function mayBeSame(one: ViewType, other: ViewType): boolean {
  if (one === FAULTY) return false
  const kinds = [one.kind, other.kind]
  return one.id === other.id || (kinds.includes('list') && kinds.includes('text'))
}

/** The variables with `@`: `@index` and its like are there in a loop and in all that is called from it. */
interface Frame {
  loop: boolean
  parent: Frame | null
}

/**
 * All that gives names a meaning. `blockParams` that are null were named outside of an inline partial, which cannot
 * reach them, although they hide the context's own names in it. `present` are the places of nullable values that a
 * guard around this point has tested.
 */
export interface Names {
  scope: Scope
  blockParams: ReadonlyMap<string, Value | null>
  frame: Frame
  root: Value
  present: ReadonlySet<string>
}

const LOOP_VARIABLES = ['index', 'key', 'first', 'last']

/** A value that the template or a helper made. */
export function madeValue(type: ViewType, label: string, nullable = false): Value {
  return { type, nullable, place: null, label }
}

/** The value that a view's own data stands for. */
export function rootValue(type: ViewType, label: string): Value {
  return { type, nullable: false, place: '', label }
}

/** Whether a value may be null at this point. */
export function mayBeNull(value: Value, names: Names): boolean {
  return value.nullable && !(value.place !== null && names.present.has(value.place))
}

/** What a path stands for, or the fault that keeps it from standing for anything (without place). */
export function resolvePath(path: Path, names: Names): { value: Value } | { fault: Diagnostic } {
  const start = startOf(path, names)
  if ('fault' in start) return start
  let { value } = start
  for (let i = start.used; i < path.parts.length; i++) {
    const part = path.parts[i] as string
    if (mayBeNull(value, names)) return { fault: problem('template-nullable', { name: written(path, i) }) }
    const member = memberOf(value, part)
    if (!member) {
      const known = (i === 0 && path.depth === 0 && elsewhere(part, names)) || nearest(part, i === 0, value, names)
      return { fault: problem('template-unknown-name', { name: part, context: value.label, known }) }
    }
    value = member
  }
  return { value }
}

/** The items of a list, or of a group whose values are all of one type; null for what cannot be gone through. */
export function itemOf(value: Value, place: string): Value | null {
  const made = { place, label: `${value.label}[]` }
  if (value.type.kind === 'any') return { type: value.type, nullable: false, ...made }
  if (value.type.kind === 'list') return { ...value.type.item, ...made }
  if (value.type.kind !== 'object' || value.added) return null
  const [first, ...others] = value.type.fields.values()
  if (!first || others.some((other) => other.type.id !== first.type.id)) return null
  return { type: first.type, nullable: first.nullable || others.some((other) => other.nullable), ...made }
}

function startOf(path: Path, names: Names): { value: Value; used: number } | { fault: Diagnostic } {
  const [first] = path.parts
  if (path.data) return dataVariable(path, names)
  const scoped = isScoped(path)
  const param = scoped || first === undefined ? undefined : names.blockParams.get(first)
  if (param) return { value: param, used: 1 }
  if (param === null) return { fault: problem('template-parent', { name: path.original }) }
  let scope: Scope | null = names.scope
  for (let up = path.depth; scope && up > 0; up--) scope = scope.parent
  if (!scope) return { fault: problem('template-parent', { name: path.original }) }
  return { value: scope.value, used: 0 }
}

/** Whether a path asks for the context although a block parameter or a helper has its name; the rule is Handlebars' own. */
export function isScoped(path: Path): boolean {
  return /^\.|this\b/.test(path.original)
}

function dataVariable(path: Path, names: Names): { value: Value; used: number } | { fault: Diagnostic } {
  const [name = ''] = path.parts
  let frame: Frame | null = names.frame
  for (let up = path.depth; frame && up > 0; up--) frame = frame.parent
  if (frame && name === 'root') return { value: names.root, used: 1 }
  if (frame?.loop && LOOP_VARIABLES.includes(name)) return { value: madeValue(TEXT, path.original), used: 1 }
  const known = didYouMean(name, frame?.loop ? ['root', ...LOOP_VARIABLES] : ['root'])
  return {
    fault: problem('template-unknown-name', {
      name: path.original,
      context: names.scope.value.label,
      known: known && `@${known}`,
    }),
  }
}

function memberOf(value: Value, name: string): Value | null {
  const added = value.added?.get(name)
  if (added) return added
  const label = value.place === '' ? name : `${value.label}.${name}`
  if (value.type.kind === 'any') return madeValue(value.type, label)
  if (value.type.kind === 'list' && name === 'length') return madeValue(TEXT, label)
  const field = value.type.kind === 'object' ? value.type.fields.get(name) : undefined
  return field ? { ...field, place: value.place === null ? null : `${value.place}.${name}`, label } : null
}

/** How to reach, from here, a name that only an outer context has. */
function elsewhere(name: string, names: Names): string | null {
  let prefix = '../'
  for (let scope = names.scope.parent; scope; scope = scope.parent) {
    if (scope.value.type.kind !== 'any' && memberOf(scope.value, name)) return prefix + name
    prefix += '../'
  }
  return memberOf(names.root, name) ? `@root.${name}` : null
}

function nearest(name: string, first: boolean, value: Value, names: Names): string | null {
  const fields = value.type.kind === 'object' ? [...value.type.fields.keys()] : []
  const params = first ? [...names.blockParams.keys()] : []
  return didYouMean(name, [...fields, ...(value.added?.keys() ?? []), ...params])
}

/** The beginning of a path as its author wrote it, up to the part with this number. */
function written(path: Path, parts: number): string {
  const start = path.data ? '@' : '../'.repeat(path.depth)
  return start + path.parts.slice(0, parts).join('.') || 'this'
}
