/** Checks every template against the view that it will get, before anything is rendered. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { checkBlock } from './check-block.ts'
import { checkMustache } from './check-expression.ts'
import { checkPartial } from './check-partial.ts'
import { reportUnprinted, withSlots } from './check-slots.ts'
import type { Checking, Point } from './checking.ts'
import type { HelperDefinition } from './helper.ts'
import { rootValue } from './names.ts'
import type { Program } from './syntax-tree.ts'
import type { ParsedTheme } from './theme-files.ts'
import type { ViewType } from './view-type.ts'

/**
 * The faults of the templates that have a view, and of all partials they reach, in no particular order.
 * A fault of a partial is told once, with the calls that lead there from the first template by name (`trail`).
 */
export function checkTheme(
  theme: ParsedTheme,
  views: ReadonlyMap<string, ViewType>,
  helpers: Readonly<Record<string, HelperDefinition>>,
): Diagnostic[] {
  const checking: Checking = {
    partials: theme.partials,
    helpers,
    slotNames: theme.slotNames,
    found: new Map(),
    done: new Set(),
    written: new Map(),
    printed: new Set(),
    numbers: new Map(),
    walk: (program, point) => checkProgram(checking, program, point),
  }
  for (const name of [...views.keys()].sort()) {
    const template = theme.templates.get(name)
    const type = views.get(name)
    if (template?.tree && type) checking.walk(template.tree, beginning(name, template.file, type))
  }
  const whole = [...theme.templates.values(), ...theme.partials.values()].every((file) => file.tree !== null)
  if (whole && checking.found.size === 0) reportUnprinted(checking)
  return [...checking.found.values()]
}

function beginning(name: string, file: string, type: ViewType): Point {
  const root = rootValue(type, name)
  const run = { file }
  return {
    run,
    runs: new Map([[run, new Map()]]),
    root,
    scope: { value: root, parent: null },
    blockParams: new Map(),
    frame: { loop: false, parent: null },
    present: new Set(),
    block: null,
    calls: [],
    running: [],
    depth: 0,
  }
}

function checkProgram(checking: Checking, program: Program, point: Point): void {
  const inside = withSlots(checking, program, point)
  for (const node of program.body) {
    if (node.type === 'MustacheStatement') checkMustache(checking, node, inside)
    else if (node.type === 'BlockStatement') checkBlock(checking, node, inside)
    else if (node.type === 'PartialStatement' || node.type === 'PartialBlockStatement')
      checkPartial(checking, node, inside)
  }
}
