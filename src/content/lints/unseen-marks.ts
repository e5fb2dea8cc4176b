/** Marks of Markdown that miss one space, or have one too many, so that readers see them. */
import { problem } from '../../diagnostics/diagnostic.ts'
import type { SiteLanguage } from '../../source/language/labels.ts'
import { isSyllable } from '../../source/language/syllable.ts'
import type { Finding } from './finding.ts'

/** `text` is what readers see, `source` the whole file, `bodyStart` the offset of its body. */
export function unseenMarks(text: string, source: string, bodyStart: number, language: SiteLanguage): Finding[] {
  const lines = text.slice(bodyStart).split('\n')
  let next = bodyStart
  return lines.flatMap((line, nth) => {
    const start = next
    next += line.length + 1
    const isAlone = !lines[nth - 1]?.trim() && !lines[nth + 1]?.trim()
    const typed = source.slice(start, start + line.length)
    return [
      ...(line.includes('#') ? unseenHeading(line, start, isAlone && language === 'vi') : []),
      ...(line.includes('**') ? spacedEmphasis(line, typed, start) : []),
    ]
  })
}

/** `##Nội dung`, and `#Nội dung chính` or `#2. Kết quả` in a line of their own; `#YênChâu` and `#1` are none. */
function unseenHeading(line: string, start: number, mayBeFirst: boolean): Finding[] {
  const [, lead = '', marks = '', blank = '', rest = ''] =
    /^((?: {0,3}>)* {0,3})(#{1,6})(?!#)([\u00a0\u2000-\u200a\u202f\u3000]*)(.*)$/u.exec(line) ?? []
  if (rest.trim() === '' || (blank === '' && /^[ \t]/.test(rest))) return []
  if (marks.length === 1 && blank === '' && !(mayBeFirst && isHeadline(rest))) return []
  const offset = start + lead.length
  const written = `${marks}${rest}`.trim().slice(0, 60)
  const isCertain = marks.length > 1 || blank !== ''
  return [
    {
      offset,
      told: (place) => problem('heading-unseen', { written }, place),
      fix: isCertain ? [{ offset, written: marks + blank, right: `${marks} ` }] : null,
    },
  ]
}

/** A number with a point, or words of which the first is one syllable: a hashtag joins several. */
function isHeadline(text: string): boolean {
  const words = text.trim().split(/\s+/)
  const [first = ''] = words
  if (words.length < 2 || words.length > 15 || text.includes('#')) return false
  return /^(?:\d{1,2}|[IVX]{1,4})[.)]$/.test(first) || (/^\p{Lu}/u.test(first) && isSyllable(first))
}

const blank = /[ \t\u00a0]/

/** `** Kết luận:**`: a mark beside a space opens or closes nothing (CommonMark 0.31, flanking runs). */
function spacedEmphasis(line: string, typed: string, start: number): Finding[] {
  const marks = [...line.matchAll(/(?<![*\\])\*\*(?!\*)/g)].map(({ index }) => index)
  if (marks.length % 2 === 1) return []
  const found: Finding[] = []
  for (let nth = 0; nth + 1 < marks.length; nth += 2) {
    const [open = 0, close = 0] = [marks[nth], marks[nth + 1]]
    const inner = typed.slice(open + 2, close)
    const lead = /^[ \t\u00a0]*/.exec(inner)?.[0] ?? ''
    const tail = inner.length > lead.length ? (/[ \t\u00a0]{0,9}$/.exec(inner)?.[0] ?? '') : ''
    const isWhole = /^[\s>*+-]*$/.test(typed.slice(0, open)) && typed.slice(close + 2).trim() === ''
    // Between spaces on both sides they may be a power or a sign for a note.
    const isMeant = (lead === '') !== (tail === '') || (lead !== '' && isWhole)
    if (!isMeant || !/[\p{L}\p{N}]/u.test(inner)) continue
    const [before, after] = [typed[open - 1] ?? ' ', typed[close + 2] ?? ' ']
    const fix = [
      { offset: start + open, written: `**${lead}`, right: `${blank.test(before) || lead === '' ? '' : ' '}**` },
      {
        offset: start + close - tail.length,
        written: `${tail}**`,
        right: `**${tail === '' || /[\s\p{P}]/u.test(after) ? '' : ' '}`,
      },
    ].filter(({ written, right }) => written !== right)
    const written = typed.slice(open, close + 2).slice(0, 60)
    found.push({ offset: start + open, told: (place) => problem('emphasis-spaced', { written }, place), fix })
  }
  return found
}
