/** Lints of Markdown that does not do what its author meant: bold type that no reader sees, texts of images that say nothing. */
import { problem } from '../../diagnostics/diagnostic.ts'
import { fold } from '../../source/fold.ts'
import type { Finding } from './finding.ts'

/** `text` is what readers see; `source` the whole file, `bodyStart` the offset of its body. */
export function markupFindings(text: string, source: string, bodyStart: number): Finding[] {
  return [...unseenEmphasis(text, bodyStart), ...placeholders(source, bodyStart)]
}

/**
 * `**Kết luận:**Nội dung`: between punctuation and a letter a mark closes nothing (CommonMark 0.31, left- and
 * right-flanking runs). A space makes it bold.
 */
function unseenEmphasis(text: string, bodyStart: number): Finding[] {
  const found: Finding[] = []
  let start = bodyStart
  for (const line of text.slice(bodyStart).split('\n')) {
    const marks = [...line.matchAll(/(?<![*\\])\*\*(?!\*)/g)].map(({ index }) => index)
    for (let nth = 0; nth + 1 < marks.length && marks.length % 2 === 0; nth += 2) {
      const [open = 0, close = 0] = [marks[nth], marks[nth + 1]]
      const written = line.slice(open, close + 2)
      const isStuck = (inner: string, outer: string) => /[\p{P}\p{S}]/u.test(inner) && /[\p{L}\p{N}]/u.test(outer)
      const at = isStuck(line[close - 1] ?? '', line[close + 2] ?? '')
        ? close + 2
        : isStuck(line[open + 2] ?? '', line[open - 1] ?? '')
          ? open
          : null
      if (at === null) continue
      found.push({
        told: (place) => problem('emphasis-unseen', { written: written.slice(0, 60) }, place),
        offset: start + open,
        fix: { start: start + at, end: start + at, text: ' ' },
      })
    }
    start += line.length + 1
  }
  return found
}

/** What editors and cameras put where words belong. */
const saysNothing =
  /^(?:anh|hinh|hinh anh|anh tin bai|tin bai|anh minh hoa|hinh minh hoa|anh dai dien|anh bia|image|images|img|picture|photo|untitled|no title|alt|alt text)$|^(?:img|dsc|dscn|image|photo|anh|hinh|screenshot|zalo|z)[\s_-]*\d[\w\s_-]*$|\.(?:jpe?g|png|gif|webp|avif|heic|bmp)$/

function placeholders(source: string, bodyStart: number): Finding[] {
  const shown = source.slice(bodyStart).matchAll(/!\[([^\]\n]{1,300})\]\(/g)
  const named = source.slice(0, bodyStart).matchAll(/(?<![\w-])alt\s*:[ \t]*["']?([^"',}\n]+)/g)
  const all = [
    ...[...named].map(({ index, 0: whole, 1: alt = '' }) => ({ alt, offset: index + whole.lastIndexOf(alt) })),
    ...[...shown].map(({ index, 1: alt = '' }) => ({ alt, offset: bodyStart + index + 2 })),
  ]
  return all.flatMap(({ alt, offset }) => {
    if (!saysNothing.test(fold(alt))) return []
    return [
      { told: (place) => problem('alt-placeholder', { alt: alt.trim() }, place), offset, fix: null } satisfies Finding,
    ]
  })
}
