/** A bulletin's twin as JSON. */
import type { BodyReference } from '../plan/holes.ts'
import type { RemovedTwin, Twin } from '../plan/twin.ts'

/** Writes a twin; `html` makes the text of a body. */
export function renderTwin(twin: Twin | RemovedTwin, html: (body: BodyReference) => string): string {
  const whole = 'html' in twin ? { ...twin, html: html(twin.html) } : twin
  return `${JSON.stringify(whole, null, 2)}\n`
}
