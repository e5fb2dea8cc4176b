/** Lints of what does not do what its author meant: bold type and links that no reader sees, values that are cut, texts of images that say nothing. */
import { problem } from '../../diagnostics/diagnostic.ts'
import { fold } from '../../source/fold.ts'
import type { Finding } from './finding.ts'
import { inProse } from './prose.ts'

/** `text` is what readers see; `source` the whole file, `bodyStart` the offset of its body. */
export function markupFindings(text: string, source: string, bodyStart: number): Finding[] {
  return [
    ...inProse([...unseenEmphasis(text, source, bodyStart), ...unseenLinks(source, bodyStart)], source, bodyStart),
    ...cutValues(source, bodyStart),
    ...placeholders(source, bodyStart),
  ]
}

/**
 * `**Kết luận:**Nội dung`: between punctuation and a letter a mark closes nothing (CommonMark 0.31, left- and
 * right-flanking runs). A space makes it bold.
 */
function unseenEmphasis(text: string, source: string, bodyStart: number): Finding[] {
  const found: Finding[] = []
  let start = bodyStart
  for (const line of text.slice(bodyStart).split('\n')) {
    const typed = source.slice(start, start + line.length)
    const marks = [...line.matchAll(/(?<![*\\])\*\*(?!\*)/g)].map(({ index }) => index)
    for (let nth = 0; nth + 1 < marks.length && marks.length % 2 === 0; nth += 2) {
      const [open = 0, close = 0] = [marks[nth], marks[nth + 1]]
      const written = typed.slice(open, close + 2)
      const isStuck = (inner = '', outer = '') => /[\p{P}\p{S}]/u.test(inner) && /[\p{L}\p{N}]/u.test(outer)
      const fix = [
        ...(isStuck(typed[open + 2], typed[open - 1]) ? [{ offset: start + open, written: '**', right: ' **' }] : []),
        ...(isStuck(typed[close - 1], typed[close + 2])
          ? [{ offset: start + close, written: '**', right: '** ' }]
          : []),
      ]
      if (fix.length === 0 || /^\*\*\s|\s\*\*$/.test(written)) continue
      found.push({
        told: (place) => problem('emphasis-unseen', { written: written.slice(0, 60) }, place),
        offset: start + open,
        fix,
      })
    }
    start += line.length + 1
  }
  return found
}

/**
 * `![Họp dân](ảnh họp.jpg)`: an address that holds a blank is none (CommonMark 0.31, link destinations), so that readers
 * see the line as it was typed. Pointed brackets make it one.
 */
function unseenLinks(source: string, bodyStart: number): Finding[] {
  const written = /!?\[[^\]\n]{0,300}\]\([ \t]*([^\s()<>"]+(?:[ \t]+[^\s()<>"]+)+)(?:[ \t]+"[^"\n]*")?[ \t]*\)/g
  written.lastIndex = bodyStart
  return [...source.matchAll(written)].flatMap(({ index, 0: whole, 1: target = '' }) => {
    const isFile = /\.[a-z\d]{2,5}(?:#\S*)?$/i.test(target) || target.includes('/')
    if (!isFile) return []
    const offset = index + whole.indexOf(target, whole.indexOf(']('))
    return [
      {
        told: (place) => problem('link-unseen', { target, isPicture: whole.startsWith('!') }, place),
        offset: index,
        fix: [{ offset, written: target, right: `<${target}>` }],
      } satisfies Finding,
    ]
  })
}

/** `title: Thông báo nghỉ Tết #1`: what follows a blank and # is a note to YAML, and gone. Real notes have a blank behind it. */
function cutValues(source: string, bodyStart: number): Finding[] {
  const cut = /^[ \t]*[A-Za-z]\w*:[ \t]+[^\s"'#|>][^\n]*?[ \t](#[^\s#][^\n]*)$/gm
  return [...source.slice(0, bodyStart).matchAll(cut)].map(({ index, 0: whole, 1: rest = '' }) => ({
    told: (place) => problem('value-cut', { rest: rest.slice(0, 60) }, place),
    offset: index + whole.length - rest.length,
    fix: null,
  }))
}

/** What editors and cameras put where words belong. */
const saysNothing =
  /^(?:anh|hinh|hinh anh|anh tin bai|tin bai|anh minh hoa|hinh minh hoa|anh dai dien|anh bia|image|images|img|picture|photo|untitled|no title|alt|alt text)$|^(?:img|dsc|dscn|image|photo|anh|hinh|screenshot|zalo|z)[\s_-]*\d[\w\s_-]*$|\.(?:jpe?g|jfif|png|gif|webp|avif|heic|bmp)$/

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
