/** Checks `{{#each}}`, `{{#if}}`, `{{#unless}}` and `{{#with}}`, and what is known inside each. */
import { problem } from '../../diagnostics/diagnostic.ts'
import { didYouMean } from '../../diagnostics/did-you-mean.ts'
import { checkExpression } from './check-expression.ts'
import { type Checking, type Point, report } from './checking.ts'
import { BLOCK_HELPERS, blockUsage } from './helper.ts'
import { innerScope, itemOf, madeValue, type Value } from './names.ts'
import { type Block, nameOf, type Program } from './syntax-tree.ts'
import { FAULTY, TEXT } from './view-type.ts'

/** Checks a block and both its branches; a faulty head does not keep the branches from being checked. */
export function checkBlock(checking: Checking, block: Block, point: Point): void {
  const name = nameOf(block.path)
  const values = block.params.map((param) => checkExpression(checking, param, point))
  for (const pair of block.hash?.pairs ?? []) checkExpression(checking, pair.value, point)
  const [value = madeValue(FAULTY, name)] = values

  const usage = headFault(checking, block, values.length)
  if (usage) report(checking, usage, block.path, point)
  const inside = branches(checking, block, value, point)
  walk(checking, block.program, inside.program)
  walk(checking, block.inverse, inside.inverse)
}

function headFault(checking: Checking, block: Block, values: number) {
  const name = nameOf(block.path)
  const expected = blockUsage(name)
  if (!expected) {
    const own = Object.hasOwn(checking.helpers, name) ? checking.helpers[name] : undefined
    if (own) return problem('template-helper-usage', { name, expected: own.usage })
    return problem('template-unknown-helper', { name, known: didYouMean(name, Object.keys(BLOCK_HELPERS)) })
  }
  const condition = name === 'if' || name === 'unless'
  const params = block.program?.blockParams ?? []
  const fits =
    values === 1 &&
    (condition ? (block.hash?.pairs ?? []) : []).every((pair) => pair.key === 'includeZero') &&
    (condition || !block.hash) &&
    params.length <= (condition ? 0 : name === 'with' ? 1 : 2) &&
    new Set(params).size === params.length
  return fits ? null : problem('template-helper-usage', { name, expected })
}

/** The points at which the two branches of a block begin. */
function branches(checking: Checking, block: Block, value: Value, point: Point): { program: Point; inverse: Point } {
  switch (nameOf(block.path)) {
    case 'if':
      return { program: present(value, point), inverse: point }
    case 'unless':
      return { program: point, inverse: present(value, point) }
    case 'with':
      return { program: withValue(block, value, point), inverse: point }
    case 'each':
      return { program: eachItem(checking, block, value, point), inverse: point }
    default:
      return { program: point, inverse: point }
  }
}

/** A point at which a value is known to be there. */
function present(value: Value, point: Point): Point {
  if (value.place === null) return point
  return { ...point, present: new Set([...point.present, value.place]) }
}

function withValue(block: Block, given: Value, point: Point): Point {
  const value = { ...given, nullable: false }
  const [name] = block.program?.blockParams ?? []
  const blockParams = name === undefined ? point.blockParams : new Map([...point.blockParams, [name, value]])
  return { ...present(given, point), blockParams, scope: innerScope(value, point.scope) }
}

function eachItem(checking: Checking, block: Block, list: Value, point: Point): Point {
  const found = itemOf(list, `#${point.depth}`)
  if (!found) {
    const fault = problem('template-helper-usage', { name: 'each', expected: BLOCK_HELPERS.each })
    report(checking, fault, block.params[0] ?? block.path, point)
  }
  const item = found ?? madeValue(FAULTY, list.label)
  const [itemName, keyName] = block.program?.blockParams ?? []
  const blockParams = new Map(point.blockParams)
  if (itemName !== undefined) blockParams.set(itemName, item)
  if (keyName !== undefined) blockParams.set(keyName, madeValue(TEXT, keyName))
  return {
    ...present(list, point),
    blockParams,
    scope: innerScope(item, point.scope),
    frame: { loop: true, parent: point.frame },
    depth: point.depth + 1,
  }
}

function walk(checking: Checking, program: Program | undefined, point: Point): void {
  if (program) checking.walk(program, point)
}
