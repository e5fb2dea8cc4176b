/** Pictures of a Word file as its reader sees them: what was cut off in Word must not be published. */
import type { Note } from './findings.ts'
import { attribute, type Tag, tagsOf } from './word-xml.ts'

/** How a picture is shown: the shares that are cut off its sides, its turn in degrees clockwise, and its mirroring. */
interface Look {
  left: number
  top: number
  right: number
  bottom: number
  turn: number
  isFlipped: boolean
  isMirrored: boolean
}

/** A place in the XML where a picture is named, by its relationship. */
interface Use {
  start: number
  end: number
  written: string
  id: string
  look: Look
}

const plain: Look = { left: 0, top: 0, right: 0, bottom: 0, turn: 0, isFlipped: false, isMirrored: false }

/**
 * Gives the XML with a picture of its own for each that is cut, turned or mirrored (`a:srcRect`, `a:xfrm`, VML's `crop…`; ECMA-376 Part 1,
 * 20.1.8.55 and 20.1.7.6), and those pictures by the ids of their relationships. One that cannot be cut is left out and noted.
 */
export async function picturesAsShown(
  xml: string,
  bytesOf: (id: string) => Uint8Array | null,
  notes: Note[],
): Promise<{ xml: string; made: ReadonlyMap<string, Buffer> }> {
  const made = new Map<string, Buffer>()
  const changed = usesIn(xml).filter(({ look }) =>
    Object.entries(look).some(([key, value]) => value !== plain[key as keyof Look]),
  )
  let [text, done] = ['', 0]
  for (const { start, end, written, id, look } of changed) {
    const bytes = bytesOf(id)
    const shown = bytes === null ? null : await cut(bytes, look)
    const name = `build-portal-picture-${made.size + 1}`
    if (shown !== null) made.set(name, shown)
    else notes.push({ fate: 'dropped', name: 'crop', value: id })
    text +=
      xml.slice(done, start) +
      written.replace(
        /(\s(?:[\w.-]+:)?(?:embed|id)\s*=\s*)(?:"[^"]*"|'[^']*')/,
        `$1"${shown === null ? 'build-portal-none' : name}"`,
      )
    done = end
  }
  return { xml: text + xml.slice(done), made }
}

function usesIn(xml: string): Use[] {
  const uses: Use[] = []
  let open: Use | null = null
  for (const tag of tagsOf(xml)) {
    const { name, kind, start, end } = tag
    if (kind === 'close') {
      if (name === 'pic') open = null
    } else if (name === 'blip') {
      const id = attribute(tag, 'embed')
      open = id === undefined ? null : { start, end, written: xml.slice(start, end), id, look: { ...plain } }
      if (open !== null) uses.push(open)
    } else if (name === 'srcRect' && open !== null) Object.assign(open.look, rectangle(tag))
    else if (name === 'xfrm' && open !== null) Object.assign(open.look, turned(tag))
    else if (name === 'imagedata') {
      const id = attribute(tag, 'id')
      if (id !== undefined)
        uses.push({ start, end, written: xml.slice(start, end), id, look: { ...plain, ...vmlCrop(tag) } })
    }
  }
  return uses
}

/** In thousandths of a percent; what is negative is room around the picture. */
function rectangle(tag: Tag): Partial<Look> {
  const share = (name: string) => Math.max(0, percent(attribute(tag, name)))
  return { left: share('l'), top: share('t'), right: share('r'), bottom: share('b') }
}

function percent(text: string | undefined): number {
  if (text === undefined) return 0
  return text.endsWith('%') ? Number.parseFloat(text) / 100 : Number(text) / 100_000
}

function turned(tag: Tag): Partial<Look> {
  const turn = (((Number(attribute(tag, 'rot') ?? 0) / 60_000) % 360) + 360) % 360
  const isSet = (name: string) => /^(?:1|true|on)$/.test(attribute(tag, name) ?? '')
  return { turn, isMirrored: isSet('flipH'), isFlipped: isSet('flipV') }
}

/** VML's shares: `0.25`, or `16384f` in 65,536ths. */
function vmlCrop(tag: Tag): Partial<Look> {
  const share = (name: string) => {
    const text = attribute(tag, name) ?? '0'
    return Math.max(0, Number.parseFloat(text) / (text.endsWith('f') ? 65_536 : 1)) || 0
  }
  return { left: share('cropleft'), top: share('croptop'), right: share('cropright'), bottom: share('cropbottom') }
}

/** Null where the picture is of no form that can be cut, or nothing of it is left. */
async function cut(bytes: Uint8Array, look: Look): Promise<Buffer | null> {
  const { default: sharp } = await import('sharp')
  try {
    const { width = 0, height = 0, format } = await sharp(bytes).metadata()
    const left = Math.round(width * look.left)
    const top = Math.round(height * look.top)
    const area = {
      ...{ left, top },
      width: Math.round(width * (1 - look.right)) - left,
      height: Math.round(height * (1 - look.bottom)) - top,
    }
    if (area.width < 1 || area.height < 1) return null
    let shown = sharp(await sharp(bytes).extract(area).png().toBuffer())
    if (look.isFlipped) shown = shown.flip()
    if (look.isMirrored) shown = shown.flop()
    if (look.turn !== 0) shown = shown.rotate(look.turn, { background: '#ffffff' })
    return await (format === 'jpeg' ? shown.jpeg({ quality: 90 }) : shown.png()).toBuffer()
  } catch (error) {
    // What the library throws of a form that it does not know is a plain Error.
    if (!(error instanceof Error) || error instanceof RangeError) throw error
    return null
  }
}
