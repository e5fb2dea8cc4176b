/** Compiles a template to a function that joins texts, which gives what Handlebars gives, several times faster. */
import type { HelperDefinition } from './helper.ts'
import { isScoped } from './names.ts'
import { runtime } from './runtime.ts'
import {
  type Block,
  type Expression,
  type Mustache,
  nameOf,
  type PartialCall,
  type Path,
  type Program,
  type Statement,
  type SubExpression,
} from './syntax-tree.ts'

/**
 * What an expression gives: a value known while compiling, JavaScript that gives it while a page is made, or an object
 * with keys laid over it. `place` tells one value of the view from another, as in names.ts.
 */
type Value =
  | { kind: 'constant'; value: unknown }
  | { kind: 'code'; code: string; place: string | null }
  | { kind: 'overlay'; base: Value; over: ReadonlyMap<string, Value> }

/** What a program prints: text known while compiling, and statements. */
type Piece = { text: string } | { code: string }

/** The data variables of a loop (`@index`), and of the frame around it (`@../index`). */
interface Frame {
  variables: Readonly<Record<string, Value>>
  parent: Frame | null
}

/** An inline partial, or the block of a partial's call, with the scope in which it was written. */
interface Closure {
  program: Program
  scope: Scope
}

/** What names mean at a point of a template. `run` is the file being run; `slots` are the inline partials of each. */
interface Scope {
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

/** A template of more code than this is left to Handlebars: every call of a partial is written out. */
const MOST_CODE = 2 ** 20

/**
 * The function that makes a template's text of a view. `shared` are the parts, by name, that every view has in common: what
 * depends on them alone is worked out here, once. The theme must be one without faults (`checkTheme`). Throws `NotCompiled`; the function
 * throws where a helper throws, and for a view that is not of its shape.
 */
export function compileTemplate(
  trees: Trees,
  name: string,
  helpers: Readonly<Record<string, HelperDefinition>>,
  shared: Readonly<Record<string, unknown>>,
): (view: object) => string {
  const program = trees.template(name)
  if (!program) throw new NotCompiled(name)
  const compiling: Compiling = { ...trees, helpers, constants: [], names: 0, size: 0 }
  const over = new Map(Object.entries(shared).map(([key, value]) => [key, constant(value)]))
  const root: Value = { kind: 'overlay', base: { kind: 'code', code: 'view', place: '' }, over }
  const run = {}
  const code = write(
    programPieces(compiling, program, {
      ...{ context: root, parent: null, root, blockParams: new Map(), frame: { variables: {}, parent: null } },
      ...{ run, slots: new Map([[run, new Map()]]), block: null },
    }),
  )
  const calls = Object.fromEntries(
    Object.entries(helpers).map(([name, helper]) => [name, (...given: unknown[]) => result(helper, given)]),
  )
  const made = new Function('$', 'helpers', 'constants', `return function (view) { let out = ''; ${code} return out }`)
  return made(runtime, calls, compiling.constants) as (view: object) => string
}

/** The syntax trees of a theme by the names that templates call them; undefined where there is none. */
export interface Trees {
  template: (name: string) => Program | undefined
  partial: (name: string) => Program | undefined
}

interface Compiling extends Trees {
  helpers: Readonly<Record<string, HelperDefinition>>
  /** Lists and objects that the code refers to by their number. */
  constants: unknown[]
  names: number
  size: number
}

function programPieces(compiling: Compiling, program: Program | undefined, outer: Scope): Piece[] {
  if (!program) return []
  const scope = withSlots(program, outer)
  return program.body.flatMap((node) => statementPieces(compiling, node, scope))
}

function statementPieces(compiling: Compiling, node: Statement, scope: Scope): Piece[] {
  switch (node.type) {
    case 'ContentStatement':
      return [{ text: node.value }]
    case 'MustacheStatement':
      return mustache(compiling, node, scope)
    case 'BlockStatement':
      return block(compiling, node, scope)
    case 'PartialStatement':
    case 'PartialBlockStatement':
      return [{ text: node.indent ?? '' }, ...partial(compiling, node, scope)]
    default:
      return []
  }
}

function mustache(compiling: Compiling, node: Mustache, scope: Scope): Piece[] {
  const called = isCall(compiling, node, scope)
  const value = called ? call(compiling, node, scope) : pathValue(asPath(node.path), scope)
  const isHtml = !node.escaped || (called && compiling.helpers[nameOf(node.path)]?.result === 'html')
  const print = isHtml ? 'html' : 'text'
  if (value.kind === 'constant') return [{ text: runtime[print](value.value) }]
  return [append(compiling, `out += $.${print}(${codeOf(compiling, value)});`)]
}

function block(compiling: Compiling, node: Block, scope: Scope): Piece[] {
  const [param] = node.params
  if (!param) throw new NotCompiled()
  const value = expression(compiling, param, scope)
  const inverse = () => programPieces(compiling, node.inverse, scope)
  switch (nameOf(node.path)) {
    case 'if':
    case 'unless': {
      const met = () => programPieces(compiling, node.program, scope)
      const test = node.hash ? includesZero(node) : 'truthy'
      return nameOf(node.path) === 'if'
        ? branch(compiling, value, test, met, inverse)
        : branch(compiling, value, test, inverse, met)
    }
    case 'with':
      return bound(compiling, value, (named) =>
        branch(
          compiling,
          named,
          'filled',
          () => programPieces(compiling, node.program, entered(node, scope, named)),
          inverse,
        ),
      )
    case 'each':
      return each(compiling, node, value, scope)
    default:
      throw new NotCompiled(nameOf(node.path))
  }
}

function includesZero({ hash }: Block): 'filled' | 'truthy' {
  const value = hash?.pairs[0]?.value
  if (value?.type !== 'BooleanLiteral') throw new NotCompiled('includeZero')
  return value.value ? 'filled' : 'truthy'
}

/** Both branches of a condition, or one where it is known which. */
function branch(
  compiling: Compiling,
  value: Value,
  test: 'filled' | 'truthy',
  yes: () => Piece[],
  no: () => Piece[],
): Piece[] {
  if (value.kind === 'overlay') return yes()
  if (value.kind === 'constant') return runtime[test](value.value) ? yes() : no()
  const [met, not] = [write(yes()), write(no())]
  const otherwise = not === '' ? '' : `else{${not}}`
  return [append(compiling, `if($.${test}(${value.code})){${met}}${otherwise}`)]
}

/** The scope inside a `{{#with}}`: Handlebars opens none where the value is the context already. */
function entered(node: Block, scope: Scope, value: Value): Scope {
  const [name] = node.program?.blockParams ?? []
  const blockParams = name === undefined ? scope.blockParams : new Map([...scope.blockParams, [name, value]])
  return { ...scope, blockParams, context: value, parent: isSame(value, scope.context) ? scope.parent : scope }
}

function isSame(one: Value, other: Value): boolean {
  if (one.kind === 'code' && other.kind === 'code') return one.place !== null && one.place === other.place
  if (one.kind === 'overlay' && other.kind === 'overlay')
    return one === other || (one.over === other.over && isSame(one.base, other.base))
  return one.kind === 'constant' && other.kind === 'constant' && one.value === other.value
}

function each(compiling: Compiling, node: Block, list: Value, scope: Scope): Piece[] {
  const [itemName, keyName] = node.program?.blockParams ?? []
  const item = (context: Value, index: Value, key: Value, first: Value, last: Value) => {
    const blockParams = new Map(scope.blockParams)
    if (itemName !== undefined) blockParams.set(itemName, context)
    if (keyName !== undefined) blockParams.set(keyName, key)
    const frame = { variables: { index, key, first, last }, parent: scope.frame }
    return programPieces(compiling, node.program, { ...scope, context, parent: scope, blockParams, frame })
  }
  if (list.kind === 'overlay') throw new NotCompiled('each')
  if (list.kind === 'constant') {
    const [members, keys] = [runtime.members(list.value), runtime.keys(list.value)]
    const last = members.length - 1
    if (last < 0) return programPieces(compiling, node.inverse, scope)
    return members.flatMap((member, i) =>
      item(constant(member), constant(i), constant(keys[i]), constant(i === 0), constant(i === last)),
    )
  }
  const n = compiling.names++
  const code = (text: string, place: string | null = null): Value => ({ kind: 'code', code: text, place })
  const inside = write(
    item(
      code(`x${n}`, `#${n}`),
      code(`i${n}`),
      code(`k${n}[i${n}]`),
      code(`(i${n}===0)`),
      code(`(i${n}===l${n}.length-1)`),
    ),
  )
  const keys = inside.includes(`k${n}[`) ? `const k${n}=$.keys(${list.code});` : ''
  const loop = `for(let i${n}=0;i${n}<l${n}.length;i${n}++){const x${n}=l${n}[i${n}];${inside}}`
  const none = write(programPieces(compiling, node.inverse, scope))
  const empty = none === '' ? '' : `if(l${n}.length===0){${none}}`
  return [append(compiling, `{const l${n}=$.members(${list.code});${keys}${loop}${empty}}`)]
}

function partial(compiling: Compiling, node: PartialCall, scope: Scope): Piece[] {
  if (node.name.type === 'SubExpression' || node.params.length > 1) throw new NotCompiled('partial')
  const name = nameOf(node.name)
  const own: Closure | null = node.program ? { program: node.program, scope } : null
  const caller = own ? { ...scope, block: own, frame: inner(scope.frame) } : scope
  const pairs = (node.hash?.pairs ?? []).map(({ key, value }) => [key, expression(compiling, value, scope)] as const)
  return bound(compiling, node.params[0] ? expression(compiling, node.params[0], scope) : scope.context, (given) => {
    const context: Value = pairs.length > 0 ? { kind: 'overlay', base: given, over: new Map(pairs) } : given
    const top = { context, parent: null }
    if (name === '@partial-block')
      return scope.block || own ? blockPieces(compiling, scope.block ?? own, caller, top) : []
    const slot = scope.slots.get(scope.run)?.get(name)
    if (slot) {
      const { slots, frame, block } = caller
      const written = { ...slot.scope, ...top, slots, frame, block, blockParams: new Map<string, Value>() }
      return programPieces(compiling, slot.program, written)
    }
    const program = compiling.partial(name)
    if (!program) return blockPieces(compiling, own, caller, top)
    const run = {}
    const written = own ? slotsOf(own.program, own.scope) : []
    const slots = new Map([...caller.slots, [run, new Map([...(caller.slots.get(caller.run) ?? []), ...written])]])
    return programPieces(compiling, program, { ...caller, ...top, run, slots, blockParams: new Map() })
  })
}

/** What stands between `{{#> layout}}` and `{{/layout}}`, printed at a point of the layout. */
function blockPieces(
  compiling: Compiling,
  block: Closure | null,
  caller: Scope,
  top: Pick<Scope, 'context' | 'parent'>,
): Piece[] {
  if (!block) throw new NotCompiled('partial')
  const { slots, frame } = caller
  return programPieces(compiling, block.program, { ...block.scope, ...top, slots, frame: inner(frame) })
}

function inner(frame: Frame): Frame {
  return { variables: frame.variables, parent: frame }
}

/** The inline partials that a program declares; they are there for its own statements too. */
function slotsOf(program: Program, scope: Scope): [string, Closure][] {
  return program.body.flatMap((node) => {
    if (node.type !== 'DecoratorBlock') return []
    const [name] = node.params
    if (name?.type !== 'StringLiteral' || !node.program) throw new NotCompiled('inline')
    return [[name.value, { program: node.program, scope }] as [string, Closure]]
  })
}

function withSlots(program: Program, scope: Scope): Scope {
  const found = slotsOf(program, scope)
  if (found.length === 0) return scope
  const slots = new Map([...(scope.slots.get(scope.run) ?? []), ...found])
  return { ...scope, slots: new Map([...scope.slots, [scope.run, slots]]) }
}

/** Gives a value a name of its own, so that it is worked out once; what has one, or needs none, is used as it is. */
function bound(compiling: Compiling, value: Value, use: (value: Value) => Piece[]): Piece[] {
  if (value.kind !== 'code' || /^\w+$/.test(value.code)) return use(value)
  const name = `c${compiling.names++}`
  const inside = write(use({ ...value, code: name }))
  return inside === '' ? [] : [append(compiling, `{const ${name}=${value.code};${inside}}`)]
}

function expression(compiling: Compiling, node: Expression, scope: Scope): Value {
  if (node.type === 'SubExpression') return call(compiling, node, scope)
  if (node.type === 'PathExpression') return pathValue(node, scope)
  return constant('value' in node ? node.value : node.type === 'NullLiteral' ? null : undefined)
}

/** What a helper gives, at once where its arguments are known. */
function call(compiling: Compiling, node: SubExpression | Mustache, scope: Scope): Value {
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

function result(helper: HelperDefinition, given: readonly unknown[]): unknown {
  const value = helper.call(...given)
  return helper.result === 'html' ? String(value ?? '') : value
}

function pathValue(path: Path, scope: Scope): Value {
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

function constant(value: unknown): Value {
  return { kind: 'constant', value }
}

/** The JavaScript of a value; `check` is called with one that is made while a page is. */
function codeOf(compiling: Compiling, value: Value, check = ''): string {
  if (value.kind === 'code') return check === '' ? value.code : `${check}(${value.code})`
  if (value.kind === 'overlay') throw new NotCompiled('a context with keys laid over it')
  if (typeof value.value !== 'object' || value.value === null) return JSON.stringify(value.value) ?? 'undefined'
  return `constants[${compiling.constants.push(value.value) - 1}]`
}

/** Whether Handlebars takes a mustache for the call of a helper and not for a name of the view. */
function isCall(compiling: Compiling, node: Mustache, scope: Scope): boolean {
  if (node.params.length > 0 || node.hash) return true
  const path = asPath(node.path)
  const [name = ''] = path.parts
  const isName = path.data || path.depth > 0 || path.parts.length !== 1 || isScoped(path) || scope.blockParams.has(name)
  return !isName && Object.hasOwn(compiling.helpers, name)
}

/** `{{"x"}}` reads the name x, as `{{x}}` does. */
function asPath(callee: Mustache['path']): Path {
  if (callee.type === 'PathExpression') return callee
  const original = nameOf(callee)
  return { type: 'PathExpression', data: false, depth: 0, parts: [original], original, loc: callee.loc }
}

function append(compiling: Compiling, code: string): Piece {
  compiling.size = Math.max(compiling.size, code.length)
  if (compiling.size > MOST_CODE) throw new NotCompiled('too long')
  return { code }
}

/** Pieces as JavaScript, with texts side by side joined. */
function write(pieces: readonly Piece[]): string {
  let [code, text] = ['', '']
  const flush = () => {
    if (text !== '') code += `out += ${JSON.stringify(text)};`
    text = ''
  }
  for (const piece of pieces) {
    if ('text' in piece) text += piece.text
    else {
      flush()
      code += piece.code
    }
  }
  flush()
  return code
}
