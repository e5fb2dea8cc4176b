/** The two colours of a portal: whether they can be read (WCAG 2.2, 1.4.3 and 1.4.11), and what derives from them. */

/** What a page is coloured with; `#rrggbb`. The dark ones stand on the dark scheme's paper. */
export interface Palette {
  brand: string
  brandDark: string
  headline: string
  headlineDark: string
  ruleDark: string
  accent: string
}

/** The shipped theme's colours, as theme.css has them. */
export const shipped = { brand: '#21376b', brandDark: '#233a75', accent: '#ffc233' }

const [white, black, ground, darkPaper] = ['#ffffff', '#000000', '#f3f5f8', '#161e29']

/** The contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** The palette of a portal's own colours; what it leaves out is the theme's. */
export function paletteOf(own: { brand?: string | undefined; accent?: string | undefined }): Palette {
  const brand = (own.brand ?? shipped.brand).toLowerCase()
  // White text stays easy to read, and the bar can be told from the paper above it.
  const raised = towards(white, brand, darkPaper, 1.5)
  return {
    brand,
    brandDark: brand === shipped.brand ? shipped.brandDark : towards(black, raised, white, 7),
    headline: towards(black, brand, ground, 7),
    headlineDark: towards(white, brand, darkPaper, 10),
    ruleDark: towards(white, brand, darkPaper, 4.5),
    accent: (own.accent ?? shipped.accent).toLowerCase(),
  }
}

/** A colour of the settings that could not be read; `instead` is the nearest that can. */
export interface ColorFault {
  key: 'brand' | 'accent'
  color: string
  on: string
  ratio: number
  least: number
  instead: string
}

/** White text stands on the brand colour (4.5 : 1), the accent beside it (3 : 1), in both schemes. */
export function colorFaults(own: { brand?: string | undefined; accent?: string | undefined }): ColorFault[] {
  const { brand, brandDark, accent } = paletteOf(own)
  const faults: ColorFault[] = []
  const ratio = contrast(white, brand)
  if (ratio < 4.5)
    faults.push({
      key: 'brand',
      color: brand,
      on: white,
      ratio,
      least: 4.5,
      instead: towards(black, brand, white, 4.5),
    })
  const [on] = [brand, brandDark].sort((a, b) => contrast(accent, a) - contrast(accent, b))
  const least = 3
  if (faults.length > 0 || on === undefined || contrast(accent, on) >= least) return faults
  const found = { ratio: contrast(accent, on), least }
  return own.accent === undefined
    ? [{ ...found, key: 'brand', color: brand, on: accent, instead: towards(black, brand, accent, least) }]
    : [{ ...found, key: 'accent', color: accent, on, instead: towards(white, accent, on, least) }]
}

/** The rules that bring a palette into theme.css, in the layer of its own tokens. */
export function paletteCss({ brand, brandDark, headline, headlineDark, ruleDark, accent }: Palette): string {
  const dark = `--brand:${brandDark};--head:${headlineDark};--rule:${ruleDark}`
  return `@layer base{:root{--brand:${brand};--head:${headline};--weave:${accent}}@media screen and (prefers-color-scheme:dark){:root{${dark}}}}\n`
}

/** The first mixture of a colour with another that has at least the contrast `least` against `on`. */
function towards(other: string, color: string, on: string, least: number): string {
  const parts = channels(color)
  const aim = channels(other)
  for (let share = 0; share < 100; share++) {
    const mixed = parts.map((part, index) => Math.round(part + (((aim[index] ?? 0) - part) * share) / 100))
    const text = `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`
    if (contrast(text, on) >= least) return text
  }
  return other
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}

/** Relative luminance, as WCAG defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
