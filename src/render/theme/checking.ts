/** What the check of a theme carries along: the faults found, and the point of a template where it stands. */
import type { Diagnostic, Place } from '../../diagnostics/diagnostic.ts'
import type { HelperDefinition } from './helper.ts'
import type { Names } from './names.ts'
import type { Node, PartialCall, Program } from './syntax-tree.ts'

/** An inline partial, with the point of the template where it was written. */
export interface Slot {
  name: string
  node: Node
  program: Program
  at: Point
}

/** The block between `{{#> layout}}` and `{{/layout}}`, for the layout's `{{> @partial-block}}`. */
export interface Block {
  call: PartialCall
  program: Program
  at: Point
}

/** A partial that is being checked, and the line that called it (`templates/home.hbs:12`). */
interface Call {
  partial: string
  from: string
}

/** The inline partials that can be called, by name. */
type Slots = ReadonlyMap<string, Slot>

/** One run of a file: the template's own, or that of a partial from one call. */
interface Run {
  file: string
}

/**
 * A point of a template. `runs` are the files being run, with the inline partials that each can call at this moment:
 * an inline partial or a block, wherever it is called from, sees those of the run that it was written in.
 * `calls` lead from the template to this run; `running` are the inline partials being checked; `depth` counts the
 * contexts opened since the template's beginning.
 */
export interface Point extends Names {
  run: Run
  runs: ReadonlyMap<Run, Slots>
  block: Block | null
  calls: readonly Call[]
  running: readonly Slot[]
  depth: number
}

/** The check of one theme. */
export interface Checking {
  /** By the name that templates call them; null where the file is no Handlebars (reported already). */
  partials: ReadonlyMap<string, { file: string; tree: Program | null }>
  helpers: Readonly<Record<string, HelperDefinition>>
  /** The names of all inline partials of the theme. */
  slotNames: ReadonlySet<string>
  /** By code and place: a fault of a shared partial is one fault, whoever calls it. */
  found: Map<string, Diagnostic>
  /** The partials checked already, each with all that could change the outcome. */
  done: Set<string>
  /** The inline partials, and blocks of calls, that are there to be printed by a partial. */
  written: Map<Node, { name: string; at: Point }>
  /** Those of them that were. */
  printed: Set<Node>
  /** Numbers for things that have no name of their own. */
  numbers: Map<object, number>
  /** Checks a program at a point. */
  walk: (program: Program, point: Point) => void
}

/** The inline partials that can be called at a point. */
export function slotsAt(point: Point): Slots {
  return point.runs.get(point.run) ?? new Map()
}

/** Where a node is, for the officer. */
export function placeOf(node: Node, point: Point): Place {
  return { file: point.run.file, line: node.loc.start.line, column: node.loc.start.column + 1 }
}

/** Keeps a fault of a node, with the calls that led there, unless it was found at the same place before. */
export function report(checking: Checking, fault: Diagnostic, node: Node, point: Point): void {
  const place = fault.place ?? placeOf(node, point)
  const key = JSON.stringify([fault.code, place])
  if (checking.found.has(key)) return
  checking.found.set(key, { ...fault, place, trail: point.calls.map((call) => call.from) })
}

/** The number of a thing, the same each time. */
export function numberOf(checking: Checking, thing: object): number {
  const number = checking.numbers.get(thing) ?? checking.numbers.size
  checking.numbers.set(thing, number)
  return number
}
