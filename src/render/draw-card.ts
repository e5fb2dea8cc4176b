/** Draws a card as SVG, its letters as outlines of the theme's font (SIL OFL 1.1, static/fonts/OFL.txt), so that no machine's fonts have a say. */
import { cardSize, type DrawnCard } from '../plan/recipe.ts'

/** A letter's advance and outline, in thousandths of the type size. */
export type Glyphs = Record<string, readonly [advance: number, outline: string]>

const [LEFT, WIDTH] = [80, 1040]

/** Type sizes of a title, and how many lines of each there is room for: the first that holds it whole is taken. */
const sizes = [
  [76, 3],
  [66, 4],
  [56, 5],
  [46, 6],
] as const

/** The card as an SVG document. Letters that the font has not are left out; a title that no size holds ends in an ellipsis. */
export function drawCard({ office, title, below, brand, accent }: DrawnCard, glyphs: Glyphs): string {
  const { width, height } = cardSize
  const { size, lines } = fitted(title, glyphs)
  const leading = size * 1.24
  // The title stands in the middle of what the office above and the date below leave.
  const top = 345 - (leading * lines.length) / 2 + size * 0.92
  const parts = [
    `<rect width="${width}" height="${height}" fill="${brand}"/>`,
    `<rect width="${width}" height="14" fill="${accent}"/>`,
    `<rect x="${LEFT}" y="136" width="96" height="6" fill="${accent}"/>`,
    row(cut(office, 38, glyphs), 38, 108, glyphs),
    ...lines.map((line, nth) => row(line, size, top + nth * leading, glyphs)),
    row(cut(below, 34, glyphs), 34, 578, glyphs),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${parts.join('')}</svg>`
}

function fitted(title: string, glyphs: Glyphs): { size: number; lines: string[] } {
  for (const [size, most] of sizes) {
    const lines = broken(title, size, glyphs)
    if (lines.length <= most) return { size, lines }
  }
  const [size, most] = sizes[sizes.length - 1] ?? sizes[0]
  const lines = broken(title, size, glyphs)
  return { size, lines: [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), size, glyphs)] }
}

/** Lines no wider than the card's column; a word that is wider is broken anywhere. */
function broken(text: string, size: number, glyphs: Glyphs): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text
    .split(/\s+/)
    .map((one) => known(one, glyphs))
    .filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer, size, glyphs) <= WIDTH) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const letter of word) {
      if (widthOf(line + letter, size, glyphs) > WIDTH) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** A word without the letters that the font has not; nothing where punctuation alone would be left of it. */
function known(word: string, glyphs: Glyphs): string {
  const kept = [...word].filter((letter) => letter in glyphs).join('')
  return kept === word || /[\p{L}\p{N}]/u.test(kept) ? kept : ''
}

/** A text in one line, its end an ellipsis where it is too wide. */
function cut(text: string, size: number, glyphs: Glyphs): string {
  if (widthOf(text, size, glyphs) <= WIDTH) return text
  let kept = ''
  for (const letter of text) {
    if (widthOf(`${kept}${letter}…`, size, glyphs) > WIDTH) break
    kept += letter
  }
  return `${kept.trimEnd()}…`
}

function widthOf(text: string, size: number, glyphs: Glyphs): number {
  let width = 0
  for (const letter of text) width += glyphs[letter]?.[0] ?? 0
  return (width * size) / 1000
}

/** One line in white, its baseline at `y`. */
function row(text: string, size: number, y: number, glyphs: Glyphs): string {
  let x = 0
  const outlines: string[] = []
  for (const letter of text) {
    const [advance, outline] = glyphs[letter] ?? [0, '']
    if (outline !== '') outlines.push(`<path transform="translate(${x})" d="${outline}"/>`)
    x += advance
  }
  const scale = size / 1000
  return `<g fill="#fff" transform="translate(${LEFT} ${Math.round(y)}) scale(${scale} ${-scale})">${outlines.join('')}</g>`
}
