/** Notes without their mark in the text, and marks without their note. */
import type { Root } from 'mdast'
import { problem } from '../../../diagnostics/diagnostic.ts'
import type { Found } from '../fault.ts'
import { walk } from '../walk.ts'
import type { Literal } from './literal.ts'

/** A note that nothing refers to, or that has its label from another, is on no page (GFM, footnotes). Code: `note-lost`. */
export function lostNotes(tree: Root): Found[] {
  const [asked, given] = [new Set<string>(), new Set<string>()]
  const found: Found[] = []
  walk(tree, 'footnoteReference', ({ identifier }) => {
    asked.add(identifier)
  })
  walk(tree, 'footnoteDefinition', ({ identifier, position, label }) => {
    const isDoubled = given.has(identifier)
    if (asked.has(identifier) && !isDoubled) given.add(identifier)
    else if (position?.start.offset !== undefined) {
      const name = label ?? identifier
      found.push({
        offset: position.start.offset,
        told: (place) => problem('note-lost', { label: name, isDoubled }, place),
      })
    }
  })
  return found
}

/** `[^1]` without a note: readers see it as typed. Code: `note-missing`. */
export function missingNotes({ text, offset }: Literal): Found[] {
  if (!text.includes('[^')) return []
  return [...text.matchAll(/\[\^([^\]\s]{1,50})\]/g)].map(({ index, 1: label = '' }) => ({
    offset: offset + index,
    told: (place) => problem('note-missing', { label }, place),
  }))
}
