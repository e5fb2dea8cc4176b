/** A body of any kind, read through the tree of the reference. */
import { type Place, problem } from '../../diagnostics/diagnostic.ts'
import type { Labels } from '../../source/language/labels.ts'
import { blocksOf, takeCitations } from './citations.ts'
import { excerptOf } from './excerpt.ts'
import { writeFragment } from './fragment.ts'
import { furnish } from './furnish.ts'
import { type Around, type Gathered, reservedIds } from './gathered.ts'
import { giveIds, settleHeadings } from './headings.ts'
import { referenceTree } from './reader.ts'
import { type RefusedReference, takeReferences } from './references.ts'
import { showMedia } from './shown.ts'

/** Codes: those of the reference, `heading-skipped`, `url-unsafe`, `path-outside`, `image-host`, `image-alt-missing`. */
export function readTree(body: string, labels: Labels, around: Around): Gathered {
  const { tree, faults } = referenceTree(body, labels)
  settleHeadings(tree, (from, to, { position }) => {
    const { line, column } = position?.start ?? { line: 1, column: 1 }
    faults.push({ line, column, told: (place) => problem('heading-skipped', { from, to }, place) })
  })
  const excerpt = excerptOf(tree)
  const ids = giveIds(tree, reservedIds)
  showMedia(tree)
  const { references, own, refused } = takeReferences(tree, around.folder, around.imageHosts, around.homes)
  for (const fault of refused)
    faults.push({ line: fault.line, column: fault.column, told: (place) => refusal(fault, place) })
  const citations = takeCitations(blocksOf(tree), references.length, body, (text, marked) => {
    text.value = marked
  })
  furnish(tree, around.words)
  return { fragment: writeFragment(tree), references, own, ids, excerpt, citations, faults }
}

function refusal(fault: RefusedReference, place: Place) {
  if (fault.code === 'url-unsafe') return problem('url-unsafe', { url: fault.url }, place)
  if (fault.code === 'path-outside') return problem('path-outside', { key: 'link', path: fault.path }, place)
  if (fault.code === 'image-host') return problem('image-host', { host: fault.host }, place)
  return problem('image-alt-missing', { src: fault.src }, place)
}
