/** Draws the letters of the theme's font for cards: `src/render/card-glyphs.json`, to be run when static/fonts changes; `--check` only compares. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { create } from 'fontkit'
import subset from 'subset-font'

const fonts = new URL('../static/fonts/', import.meta.url)

/** Semibold: what a headline has. */
const WEIGHT = 600

/** Of each letter its advance and its outline, in thousandths of the type size. */
async function cardGlyphs() {
  const glyphs = new Map()
  for (const name of readdirSync(fonts).filter((one) => one.endsWith('.woff2'))) {
    const variable = readFileSync(new URL(name, fonts))
    const letters = String.fromCodePoint(...create(variable).characterSet.filter((point) => point >= 0x20))
    const font = create(await subset(variable, letters, { targetFormat: 'sfnt', variationAxes: { wght: WEIGHT } }))
    for (const point of font.characterSet) {
      const glyph = font.glyphForCodePoint(point)
      const { length } = font.hmtx.metrics
      const { advance } = font.hmtx.metrics.get(Math.min(glyph.id, length - 1))
      const letter = String.fromCodePoint(point)
      // The library cannot read the outline of a letter that has none.
      const outline = /\s|\p{Cf}/u.test(letter) ? '' : glyph.path.toSVG()
      if (!glyphs.has(letter)) glyphs.set(letter, [advance, outline])
    }
  }
  return Object.fromEntries([...glyphs].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const file = new URL('../src/render/card-glyphs.json', import.meta.url)
const text = `${JSON.stringify(await cardGlyphs())}\n`
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) throw new Error('src/render/card-glyphs.json is not what the fonts hold')
