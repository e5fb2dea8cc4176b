/** The notes of a bulletin's changes, each with its place in the page. */
import * as z from 'zod'
import type { Bulletin } from '../../content/bulletin.ts'
import type { PlanContext } from '../context.ts'

export const changeShape = z.object({
  /** The note's id in the page; it stays the note's own when others come. */
  id: z.string(),
  at: z.string(),
  note: z.string(),
  /** `minor`, `major` or `correction`. */
  kind: z.string(),
  /** What was wrong and what is right; null where the note alone says it. */
  wrong: z.string().nullable(),
  right: z.string().nullable(),
})

type Change = z.infer<typeof changeShape>

/** The notes, newest first. */
export function changesOf({ facts }: Bulletin): Change[] {
  return [...facts.changes]
    .sort((a, b) => a.at.instant - b.at.instant)
    .map(({ at, note, kind, wrong, right }, index) => ({
      ...{ id: `p_thay-doi-${index + 1}`, at: at.text, note, kind },
      ...{ wrong: wrong ?? null, right: right ?? null },
    }))
    .reverse()
}

/** A note in one sentence or two, where no template shows its parts. */
export function changeText({ note, wrong, right }: Pick<Change, 'note' | 'wrong' | 'right'>, { label }: PlanContext) {
  return wrong === null || right === null ? note : `${note} ${label('correctedText', wrong, right)}`
}
