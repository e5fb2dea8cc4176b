/** Finds the inline partials of a program, and what was written for a layout that never prints it. */
import { problem } from '../../diagnostics/diagnostic.ts'
import { didYouMean } from '../../diagnostics/did-you-mean.ts'
import { type Block, type Checking, type Point, report, type Slot, slotsAt } from './checking.ts'
import { type Literal, type Node, nameOf, type Path, type Program } from './syntax-tree.ts'

const USAGE = '{{#*inline "name"}}…{{/inline}}'

/** The inline partials that a program declares, for the point at which they were declared. */
export function slotsOf(checking: Checking, program: Program, point: Point): Slot[] {
  const slots: Slot[] = []
  for (const node of program.body) {
    if (node.type === 'Decorator') reportDecorator(checking, node.path, point)
    if (node.type !== 'DecoratorBlock') continue
    const [name] = node.params
    if (nameOf(node.path) !== 'inline') reportDecorator(checking, node.path, point)
    else if (name?.type !== 'StringLiteral' || node.params.length > 1 || node.hash || !node.program) {
      report(checking, problem('template-helper-usage', { name: 'inline', expected: USAGE }), node.path, point)
    } else {
      expect(checking, node, name.value, point)
      slots.push({ name: name.value, node, program: node.program, at: point })
    }
  }
  return slots
}

/** The point at which the statements of a program stand: its inline partials are there, also for one another. */
export function withSlots(checking: Checking, program: Program, point: Point): Point {
  const found = slotsOf(checking, program, point)
  if (found.length === 0) return point
  const slots = new Map([...slotsAt(point), ...found.map((slot) => [slot.name, slot] as const)])
  return { ...point, runs: new Map([...point.runs, [point.run, slots]]) }
}

/** Notes a block whose text its layout has to print. */
export function expectPrinted(checking: Checking, block: Block, name: string): void {
  const silent = ['CommentStatement', 'DecoratorBlock', 'Decorator']
  const speaks = block.program.body.some((node) =>
    node.type === 'ContentStatement' ? node.value.trim() !== '' : !silent.includes(node.type),
  )
  if (speaks) expect(checking, block.call, name, block.at)
}

function expect(checking: Checking, node: Node, name: string, at: Point): void {
  checking.written.set(node, { name, at })
}

function reportDecorator(checking: Checking, path: Path | Literal, point: Point): void {
  const name = `*${nameOf(path)}`
  report(checking, problem('template-unknown-helper', { name, known: didYouMean(name, ['*inline']) }), path, point)
}

/** Notes that an inline partial, or the block of a call, is printed. */
export function markPrinted(checking: Checking, node: Node): void {
  checking.printed.add(node)
}

/** Reports what no layout prints; to be asked of a theme without faults, once all of it was walked. */
export function reportUnprinted(checking: Checking): void {
  for (const [node, { name, at }] of checking.written) {
    if (!checking.printed.has(node)) report(checking, problem('template-unused-block', { name }), node, at)
  }
}
