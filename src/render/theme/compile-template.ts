/** Compiles a template to a function that joins texts, which gives what Handlebars gives, several times faster. */
import {
  asPath,
  type Closure,
  type Compiling,
  call,
  codeOf,
  constant,
  expression,
  type Frame,
  isCall,
  isSame,
  NotCompiled,
  pathValue,
  result,
  type Scope,
  type Trees,
  type Value,
} from './compile-expression.ts'
import type { HelperDefinition } from './helper.ts'
import { runtime } from './runtime.ts'
import { type Block, type Mustache, nameOf, type PartialCall, type Program, type Statement } from './syntax-tree.ts'

/** What a program prints: text known while compiling, and statements. */
type Piece = { text: string } | { code: string }

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
