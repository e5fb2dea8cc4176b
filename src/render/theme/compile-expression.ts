/** What the expressions of a template give, as far as it is known while compiling, else the JavaScript that gives it. */
import type { HelperDefinition } from './helper.ts'
import { isScoped } from './names.ts'
import { type Expression, type Mustache, nameOf, type Path, type Program, type SubExpression } from './syntax-tree.ts'

/**
 * What an expression gives: a value known while compiling, JavaScript that gives it while a page is made, or an object
 * with keys laid over it. `place` tells one value of the view from another, as in names.ts.
 */
export type Value =
  | { kind: 'constant'; value: unknown }
  | { kind: 'code'; code: string; place: string | null }
  | { kind: 'overlay'; base: Value; over: ReadonlyMap<string, Value> }

/** The data variables of a loop (`@index`), and of the frame around it (`@../index`). */
export interface Frame {
  variables: Readonly<Record<string, Value>>
  parent: Frame | null
}

/** An inline partial, or the block of a partial's call, with the scope in which it was written. */
export interface Closure {
  program: Program
  scope: Scope
}

/** What names mean at a point of a template. `run` is the file being run; `slots` are the inline partials of each. */
export interface Scope {
  context: Value
  parent: Scope | null
  root: Value
  blockParams: ReadonlyMap<string, Value>
  frame: Frame
  run: object
  slots: ReadonlyMap<object, ReadonlyMap<string, Closure>>
  block: Closure | null
}

/** Thrown for a template, valid as it may be, that is left to Handlebars. */
export class NotCompiled extends Error {}

/** The syntax trees of a theme by the names that templates call them; undefined where there is none. */
export interface Trees {
  template: (name: string) => Program | undefined
  partial: (name: string) => Program | undefined
}

export interface Compiling extends Trees {
  helpers: Readonly<Record<string, HelperDefinition>>
  /** Lists and objects that the code refers to by their number. */
  constants: unknown[]
  names: number
  size: number
}

export function expression(compiling: Compiling, node: Expression, scope: Scope): Value {
  if (node.type === 'SubExpression') return call(compiling, node, scope)
  if (node.type === 'PathExpression') return pathValue(node, scope)
  return constant('value' in node ? node.value : node.type === 'NullLiteral' ? null : undefined)
}

/** What a helper gives, at once where its arguments are known. */
export function call(compiling: Compiling, node: SubExpression | Mustache, scope: Scope): Value {
  const name = nameOf(node.path)
  const helper = Object.hasOwn(compiling.helpers, name) ? compiling.helpers[name] : undefined
  if (!helper || node.hash) throw new NotCompiled(name)
  const given = node.params.map((param) => expression(compiling, param, scope))
  const known = given.flatMap((value) => (value.kind === 'constant' ? [value.value] : []))
  if (known.length === given.length) return constant(knownResult(helper, known))
  const code = given.map((value) => codeOf(compiling, value, '$.present'))
  return { kind: 'code', code: `helpers[${JSON.stringify(name)}](${code.join(',')})`, place: null }
}

function knownResult(helper: HelperDefinition, given: readonly unknown[]): unknown {
  try {
    return result(helper, given)
  } catch (error) {
    // Only a page that makes the call fails; Handlebars knows its place.
    throw new NotCompiled(helper.usage, { cause: error })
  }
}

export function result(helper: HelperDefinition, given: readonly unknown[]): unknown {
  const value = helper.call(...given)
  return helper.result === 'html' ? String(value ?? '') : value
}

export function pathValue(path: Path, scope: Scope): Value {
  const [first, ...rest] = path.parts
  if (path.data) {
    let frame: Frame | null = scope.frame
    for (let up = path.depth; frame && up > 0; up--) frame = frame.parent
    const value = first === 'root' ? scope.root : frame?.variables[first ?? '']
    if (!value) throw new NotCompiled(path.original)
    return rest.reduce(member, value)
  }
  const param = first !== undefined && !isScoped(path) ? scope.blockParams.get(first) : undefined
  if (param) return rest.reduce(member, param)
  let from: Scope | null = scope
  for (let up = path.depth; from && up > 0; up--) from = from.parent
  if (!from) throw new NotCompiled(path.original)
  return path.parts.reduce(member, from.context)
}

function member(value: Value, name: string): Value {
  if (name in Object.prototype) throw new NotCompiled(name)
  if (value.kind === 'overlay') return value.over.get(name) ?? member(value.base, name)
  if (value.kind === 'code') {
    const code = /^[A-Za-z_]\w*$/.test(name) ? `${value.code}.${name}` : `${value.code}[${JSON.stringify(name)}]`
    return { kind: 'code', code, place: value.place === null ? null : `${value.place}.${name}` }
  }
  const held = value.value as Record<string, unknown> | null | undefined
  if (typeof held !== 'object' || held === null || !Object.hasOwn(held, name)) throw new NotCompiled(name)
  return constant(held[name])
}

export function constant(value: unknown): Value {
  return { kind: 'constant', value }
}

/** The JavaScript of a value; `check` is called with one that is made while a page is. */
export function codeOf(compiling: Compiling, value: Value, check = ''): string {
  if (value.kind === 'code') return check === '' ? value.code : `${check}(${value.code})`
  if (value.kind === 'overlay') throw new NotCompiled('a context with keys laid over it')
  if (typeof value.value !== 'object' || value.value === null) return JSON.stringify(value.value) ?? 'undefined'
  return `constants[${compiling.constants.push(value.value) - 1}]`
}

/** Whether Handlebars takes a mustache for the call of a helper and not for a name of the view. */
export function isCall(compiling: Compiling, node: Mustache, scope: Scope): boolean {
  if (node.params.length > 0 || node.hash) return true
  const path = asPath(node.path)
  const [name = ''] = path.parts
  const isName = path.data || path.depth > 0 || path.parts.length !== 1 || isScoped(path) || scope.blockParams.has(name)
  return !isName && Object.hasOwn(compiling.helpers, name)
}

/** `{{"x"}}` reads the name x, as `{{x}}` does. */
export function asPath(callee: Mustache['path']): Path {
  if (callee.type === 'PathExpression') return callee
  const original = nameOf(callee)
  return { type: 'PathExpression', data: false, depth: 0, parts: [original], original, loc: callee.loc }
}

export function isSame(one: Value, other: Value): boolean {
  if (one.kind === 'code' && other.kind === 'code') return one.place !== null && one.place === other.place
  if (one.kind === 'overlay' && other.kind === 'overlay')
    return one === other || (one.over === other.over && isSame(one.base, other.base))
  return one.kind === 'constant' && other.kind === 'constant' && one.value === other.value
}
