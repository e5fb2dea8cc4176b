/** Checks the calls of partials, and each partial with the context that a call gives it. */
import { problem } from '../../diagnostics/diagnostic.ts'
import { didYouMean } from '../../diagnostics/did-you-mean.ts'
import { checkExpression } from './check-expression.ts'
import { expectPrinted, markPrinted, slotsOf } from './check-slots.ts'
import { type Block, type Checking, numberOf, type Point, report, type Slot, slotsAt } from './checking.ts'
import { mayBeNull, type Value } from './names.ts'
import { nameOf, type PartialCall, type Program } from './syntax-tree.ts'
import { BARE } from './view-type.ts'

interface PartialFile {
  name: string
  file: string
  tree: Program
}

/** Checks `{{> name context key=value}}` and `{{#> name}}…{{/name}}`. */
export function checkPartial(checking: Checking, call: PartialCall, point: Point): void {
  const given = givenContext(checking, call, point)
  const block = call.program ? { call, program: call.program, at: point } : null
  // A block opens a frame of data variables, for its `@partial-block`.
  const caller = block ? { ...point, block, frame: { loop: point.frame.loop, parent: point.frame } } : point
  const target = targetOf(checking, call, point) ?? block
  if (target === null) return
  if ('file' in target) enterFile(checking, target, given, caller, call, block)
  else if ('node' in target) enterSlot(checking, target, given, caller, call)
  else enterBlock(checking, target, given, caller)
}

/** What a call calls; null where there is none: that is a fault, or the call's own block stands in for it. */
function targetOf(checking: Checking, call: PartialCall, point: Point): PartialFile | Slot | Block | null {
  if (call.name.type === 'SubExpression') {
    report(checking, problem('partial-dynamic', {}), call.name, point)
    return null
  }
  const name = nameOf(call.name)
  if (name === '@partial-block') {
    if (!point.block && !call.program) reportNoBlock(checking, call, point)
    return point.block
  }
  const partial = checking.partials.get(name)
  const target = slotsAt(point).get(name) ?? (partial?.tree ? { name, file: partial.file, tree: partial.tree } : null)
  // `{{#> aside}}what is there else{{/aside}}` is right where some template has an inline partial of that name.
  const optional = call.program !== undefined && checking.slotNames.has(name)
  if (!target && !partial && !optional) reportMissing(checking, name, call, point)
  return target
}

/** The context that a call gives: its argument, else the context here, with the hash arguments laid over it. */
function givenContext(checking: Checking, call: PartialCall, point: Point): Value {
  const [value = point.scope.value, second] = call.params.map((param) => checkExpression(checking, param, point))
  const pairs = (call.hash?.pairs ?? []).map(
    (pair) => [pair.key, checkExpression(checking, pair.value, point)] as const,
  )
  if (second) {
    const name = call.name.type === 'SubExpression' ? '>' : `> ${nameOf(call.name)}`
    const fault = problem('template-helper-usage', { name, expected: '{{> partial context key=value}}' })
    report(checking, fault, call.params[1] ?? call, point)
  }
  const [argument] = call.params
  if (mayBeNull(value, point)) {
    const name = argument?.type === 'PathExpression' ? argument.original : 'this'
    report(checking, problem('template-nullable', { name }), argument ?? call, point)
  }
  const context = { ...value, nullable: false }
  if (pairs.length === 0) return context
  const type = value.type.kind === 'object' || value.type.kind === 'any' ? value.type : BARE
  return { ...context, type, added: new Map([...(value.added ?? []), ...pairs]) }
}

function enterFile(
  checking: Checking,
  partial: PartialFile,
  given: Value,
  caller: Point,
  call: PartialCall,
  block: Block | null,
): void {
  const { name, file, tree } = partial
  const start = caller.calls.findIndex((before) => before.partial === name)
  if (start >= 0) {
    reportCycle(checking, [...caller.calls.slice(start).map((before) => before.partial), name], call, caller)
    return
  }
  const slots = block ? slotsOf(checking, block.program, block.at) : []
  if (block) expectPrinted(checking, block, name)
  const run = { file }
  const inside: Point = {
    ...caller,
    run,
    runs: new Map([
      ...caller.runs,
      [run, new Map([...slotsAt(caller), ...slots.map((slot) => [slot.name, slot] as const)])],
    ]),
    scope: { value: given, parent: null },
    blockParams: new Map(),
    calls: [...caller.calls, { partial: name, from: `${caller.run.file}:${call.loc.start.line}` }],
  }
  const key = outcomeKey(checking, name, inside)
  if (checking.done.has(key)) return
  checking.done.add(key)
  checking.walk(tree, inside)
}

function enterSlot(checking: Checking, slot: Slot, given: Value, caller: Point, call: PartialCall): void {
  const start = caller.running.indexOf(slot)
  if (start >= 0) {
    reportCycle(checking, [...caller.running.slice(start).map((before) => before.name), slot.name], call, caller)
    return
  }
  markPrinted(checking, slot.node)
  const { runs, frame, present, block, depth } = caller
  const scope = { value: given, parent: null }
  const blockParams = new Map([...slot.at.blockParams.keys()].map((name) => [name, null]))
  checking.walk(slot.program, {
    ...slot.at,
    ...{ runs, scope, blockParams, frame, present, block, depth },
    running: [...caller.running, slot],
  })
}

function enterBlock(checking: Checking, block: Block, given: Value, caller: Point): void {
  markPrinted(checking, block.call)
  const { runs, present, depth, running } = caller
  const scope = { value: given, parent: null }
  const frame = { loop: caller.frame.loop, parent: caller.frame }
  checking.walk(block.program, { ...block.at, runs, scope, frame, present, depth, running })
}

/** All that the outcome of checking a partial depends on. */
function outcomeKey(checking: Checking, name: string, point: Point): string {
  const loops: boolean[] = []
  for (let frame: Point['frame'] | null = point.frame; frame; frame = frame.parent) loops.push(frame.loop)
  return JSON.stringify([
    name,
    valueKey(point.scope.value),
    valueKey(point.root),
    [...point.present].sort(),
    [...point.runs].map(([run, slots]) => [
      run === point.run ? 'this' : numberOf(checking, run),
      [...slots.values()].map((slot) => numberOf(checking, slot)),
    ]),
    point.block && numberOf(checking, point.block),
    point.running.map((slot) => numberOf(checking, slot)),
    loops,
  ])
}

function valueKey(value: Value): unknown {
  const added = [...(value.added ?? [])].map(([name, given]) => [name, valueKey(given)])
  return [value.type.id, value.nullable, value.place, added]
}

function reportMissing(checking: Checking, name: string, call: PartialCall, point: Point): void {
  const known = didYouMean(name, [...checking.partials.keys(), ...checking.slotNames])
  report(checking, problem('partial-missing', { name, known }), call.name, point)
}

function reportNoBlock(checking: Checking, call: PartialCall, point: Point): void {
  const name = point.calls.at(-1)?.partial ?? null
  report(checking, problem('partial-block-missing', { name }), call.name, point)
}

/** A circle is one fault, wherever it is entered. */
function reportCycle(checking: Checking, names: readonly string[], call: PartialCall, point: Point): void {
  const key = JSON.stringify(['cycle', ...new Set([...names].sort())])
  if (checking.done.has(key)) return
  checking.done.add(key)
  report(checking, problem('partial-cycle', { chain: names.join(' → ') }), call.name, point)
}
