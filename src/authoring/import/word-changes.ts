/** What reviewers left in a Word text: tracked changes, which count as accepted, and comments, which stay out; both are told. */
import type { Note } from './findings.ts'
import { attribute, tagsOf, textOf } from './word-xml.ts'

const kinds: Record<string, 'insertion' | 'deletion' | 'move'> = { ins: 'insertion', del: 'deletion', moveTo: 'move' }

/** The tracked changes of a part; pieces that one person made at one place are one change. */
export function trackedChanges(xml: string): Note[] {
  const counts = { insertion: 0, move: 0, formatting: 0 }
  const deleted: string[] = []
  let open: { name: string; by: string; start: number } | null = null
  let last = ''
  for (const tag of tagsOf(xml)) {
    const { name, kind } = tag
    if (kind === 'open' && /^(?:rPr|pPr|tblPr|trPr|tcPr|sectPr)Change$/.test(name)) counts.formatting++
    if (name === 't' && open === null) last = ''
    const change = kinds[name]
    if (change === undefined) continue
    if (kind === 'open' && open === null)
      open = { name, by: `${name} ${attribute(tag, 'author')} ${attribute(tag, 'date')}`, start: tag.end }
    else if (kind === 'close' && open?.name === name) {
      const isSame = open.by === last
      last = open.by
      if (change === 'deletion') {
        const text = textOf(xml.slice(open.start, tag.start), 'delText')
        if (isSame) deleted.push((deleted.pop() ?? '') + text)
        else deleted.push(text)
      } else if (!isSame) counts[change]++
      open = null
    }
  }
  const counted = Object.entries(counts).flatMap(([name, count]): Note[] =>
    count === 0 ? [] : [{ fate: 'changed', name: name as keyof typeof counts, value: String(count) }],
  )
  return deleted.length === 0 ? counted : [...counted, { fate: 'dropped', name: 'deletion', value: listed(deleted) }]
}

/** The comments of word/comments.xml, each with who wrote it. */
export function comments(xml: string): Note[] {
  const notes: Note[] = []
  let open: { by: string; start: number } | null = null
  for (const tag of tagsOf(xml)) {
    if (tag.name !== 'comment') continue
    if (tag.kind === 'open') open = { by: attribute(tag, 'author') ?? '', start: tag.end }
    else if (tag.kind === 'close' && open !== null) {
      notes.push({
        fate: 'dropped',
        name: 'comment',
        value: `${open.by}: ${short(textOf(xml.slice(open.start, tag.start)))}`,
      })
      open = null
    }
  }
  return notes
}

/** Several values in one line: how many, and the first of them. */
export function listed(values: readonly string[]): string {
  const said = values.filter((value) => value !== '').map(short)
  const some = said.slice(0, 5).join(' | ')
  return some === '' ? String(values.length) : `${values.length}: ${some}${said.length > 5 ? ' | …' : ''}`
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
