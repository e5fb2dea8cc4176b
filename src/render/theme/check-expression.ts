/** Checks what stands between two braces: paths, calls of helpers, and what they print. */
import { problem } from '../../diagnostics/diagnostic.ts'
import { didYouMean } from '../../diagnostics/did-you-mean.ts'
import { type Checking, type Point, placeOf, report } from './checking.ts'
import { blockUsage, type LiteralArgument } from './helper.ts'
import { isScoped, madeValue, resolvePath, type Value } from './names.ts'
import { type Expression, type Literal, type Mustache, nameOf, type Path, type SubExpression } from './syntax-tree.ts'
import { ANY, FAULTY, HTML, TEXT } from './view-type.ts'

/** What an expression gives; of a faulty one, which is reported, nothing is known. */
export function checkExpression(checking: Checking, expression: Expression, point: Point): Value {
  if (expression.type === 'SubExpression') return checkHelper(checking, expression, point)
  if (expression.type !== 'PathExpression') {
    const empty = expression.type === 'NullLiteral' || expression.type === 'UndefinedLiteral'
    return madeValue(TEXT, String(expression.original), empty)
  }
  const resolved = resolvePath(expression, point)
  if ('value' in resolved) return resolved.value
  report(checking, resolved.fault, expression, point)
  return madeValue(FAULTY, expression.original)
}

/** Checks `{{x}}`, `{{{x}}}` or `{{helper x}}`. */
export function checkMustache(checking: Checking, mustache: Mustache, point: Point): void {
  const name = nameOf(mustache.path)
  const called = isCall(checking, mustache, point)
  const { type } = called
    ? checkHelper(checking, mustache, point)
    : checkExpression(checking, asPath(mustache.path), point)
  if (type === FAULTY) return
  if (type.kind === 'list' || type.kind === 'object' || type.kind === 'opaque') {
    report(checking, problem('template-value', { name, kind: type.kind }), mustache.path, point)
  } else if (!mustache.escaped && type.kind !== 'html') {
    report(checking, problem('template-unescaped', { name }), mustache.path, point)
  } else if (mustache.escaped && type.kind === 'html' && !called) {
    report(checking, problem('template-escaped-html', { name }), mustache.path, point)
  }
}

/** Checks the call of a helper that is no block. */
function checkHelper(checking: Checking, call: SubExpression | Mustache, point: Point): Value {
  const name = nameOf(call.path)
  const values = call.params.map((param) => checkExpression(checking, param, point))
  for (const pair of call.hash?.pairs ?? []) checkExpression(checking, pair.value, point)
  const usage = (expected: string) =>
    report(checking, problem('template-helper-usage', { name, expected }), call.path, point)

  const block = blockUsage(name)
  const callable = Object.hasOwn(checking.helpers, name) && !point.blockParams.has(name)
  const helper = callable ? checking.helpers[name] : undefined
  if (block) usage(block)
  else if (!helper) {
    const known = didYouMean(name, Object.keys(checking.helpers))
    report(checking, problem('template-unknown-helper', { name, known }), call.path, point)
  } else if (values.length < helper.minimum || values.length > helper.maximum || call.hash) usage(helper.usage)
  else {
    const fault = helper.check?.(call.params.map((param) => literal(param, point)))
    if (fault) report(checking, fault, call.path, point)
  }
  if (!helper) return madeValue(FAULTY, name)
  return madeValue(helper.result === 'html' ? HTML : helper.result === 'value' ? ANY : TEXT, name)
}

/** Whether Handlebars takes a mustache for the call of a helper and not for a name of the view. */
function isCall(checking: Checking, mustache: Mustache, point: Point): boolean {
  if (mustache.params.length > 0 || mustache.hash) return true
  const path = asPath(mustache.path)
  const [name = ''] = path.parts
  if (path.data || path.depth > 0 || path.parts.length !== 1 || isScoped(path) || point.blockParams.has(name))
    return false
  return Object.hasOwn(checking.helpers, name) || blockUsage(name) !== null
}

/** `{{"x"}}` reads the name x, as `{{x}}` does. */
function asPath(callee: Path | Literal): Path {
  if (callee.type === 'PathExpression') return callee
  const original = nameOf(callee)
  return { type: 'PathExpression', data: false, depth: 0, parts: [original], original, loc: callee.loc }
}

function literal(expression: Expression, point: Point): LiteralArgument | null {
  const place = placeOf(expression, point)
  if (expression.type === 'NullLiteral') return { value: null, place }
  return 'value' in expression ? { value: expression.value, place } : null
}
