/** What is wrong with front matter whose every value is right: values that contradict each other or lack a companion. */
import type { z } from 'zod'
import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts'
import { isBefore, type Moment } from '../source/calendar.ts'
import type { Body } from './body.ts'
import type { FrontMatter } from './front-matter.ts'
import type { bulletinSchema } from './front-matter-schema.ts'
import { peopleJoined, tagsJoined, yamlList } from './joined-names.ts'

type Judged = Pick<z.output<typeof bulletinSchema>, 'author' | 'tags' | 'lint' | 'image' | 'draft'> &
  Record<'date' | 'updated' | 'publishAt' | 'expiresAt', Moment | null> & { removed: object | null }

/** Codes: `dates-disordered`, `authors-joined`, `tags-joined`, `lint-reason-missing`, `image-alt-missing`, `text-empty`. */
export function judgeFacts(facts: Judged, body: Body, placeOf: FrontMatter['placeOf'], file: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const ordered: ['date' | 'publishAt', 'updated' | 'expiresAt'][] = [
    ['date', 'updated'],
    ['date', 'expiresAt'],
    ['publishAt', 'expiresAt'],
  ]
  for (const [earlier, later] of ordered) {
    const [first, second] = [facts[earlier], facts[later]]
    if (first && second && isBefore(second, first))
      diagnostics.push(problem('dates-disordered', { earlier, later }, placeOf([later], 'value')))
  }
  for (const [index, { name }] of facts.author.entries()) {
    const people = peopleJoined(name)
    if (people !== null)
      diagnostics.push(problem('authors-joined', { name, list: yamlList(people) }, placeOf(['author', index], 'value')))
  }
  for (const [index, tag] of facts.tags.entries()) {
    const tags = tagsJoined(tag)
    if (tags !== null)
      diagnostics.push(problem('tags-joined', { tag, list: yamlList(tags) }, placeOf(['tags', index], 'value')))
  }
  if (facts.lint && facts.lint.ignore.length > 0 && !facts.lint.reason)
    diagnostics.push(problem('lint-reason-missing', {}, placeOf(['lint'], 'key')))
  if (facts.image && !facts.image.alt?.trim() && !facts.image.decorative)
    diagnostics.push(problem('image-alt-missing', { src: facts.image.src }, placeOf(['image'], 'value')))
  if (body.empty && !facts.removed && !facts.draft)
    diagnostics.push(problem('text-empty', {}, { file, line: null, column: null }))
  return diagnostics
}
