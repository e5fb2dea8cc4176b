/** The forms of images and the drawn cards: each that is not published, or kept from an earlier build, is encoded, two images at a time. */
import { basename } from 'node:path'
import type { ImageStore } from '../cache/image-store.ts'
import { type Diagnostic, inFile, problem } from '../diagnostics/diagnostic.ts'
import type { Entry, Making } from '../plan/entry.ts'
import type { Plan } from '../plan/plan.ts'
import type { Publication } from '../publish/open.ts'
import { stage } from '../publish/stage.ts'
import { drawCard, type Glyphs } from '../render/draw-card.ts'
import { type Encoder, encodeCard, encodeImage, UndecodableImage } from '../render/encode-image.ts'
import { digest } from '../source/digest.ts'
import { readBytes } from '../source/text.ts'
import { encoderName, loadEncoder } from './encoder.ts'

type Form = Entry & { making: Extract<Making, { kind: 'variant' }> }
type Card = Entry & { making: Extract<Making, { kind: 'card' }> }

/**
 * What is known of a plan's forms: the digests of those that need not be encoded, by path, those that must be, and what
 * encodes them. `lacking` says why nothing does: the plan must do without forms then.
 */
export interface ReadyImages {
  outputs: Map<string, string>
  missing: (Form | Card)[]
  encoder: Encoder | null
  lacking: Diagnostic | null
}

/**
 * Finds the forms of a plan, and loads what encodes them where one is missing; `drawsCards` where the settings ask for
 * drawn cards. Code: `image-encoder-missing`.
 */
export async function readyImages(
  plan: Plan,
  isWanted: boolean,
  drawsCards: boolean,
  publication: Publication,
  store: ImageStore,
): Promise<ReadyImages> {
  const none = { outputs: new Map<string, string>(), missing: [], encoder: null }
  const lacking = (reason: string) => ({ ...none, lacking: problem('image-encoder-missing', { reason }) })
  const asks = () => drawsCards || plan.entries.some(({ making }) => making.kind === 'cleaned')
  if (isWanted && encoderName() === null && asks()) return lacking('not installed')
  const found = findImages(plan, publication, store)
  if (found.missing.length === 0) return { ...found, encoder: null, lacking: null }
  const loaded = await loadEncoder()
  return 'missing' in loaded ? lacking(loaded.missing) : { ...found, ...loaded, lacking: null }
}

/**
 * Looks for the forms of a plan in the store, which alone knows what was encoded here: a file that lies in the site under a
 * form's name may have come from elsewhere. What is published already is not staged again.
 */
function findImages(plan: Plan, publication: Publication, store: ImageStore): Pick<ReadyImages, 'outputs' | 'missing'> {
  const found: Pick<ReadyImages, 'outputs' | 'missing'> = { outputs: new Map(), missing: [] }
  for (const entry of plan.entries) {
    const { making, path } = entry
    if (making.kind !== 'variant' && making.kind !== 'card') continue
    const kept = store.find(basename(path))
    if (kept && stage(publication, { path, digest: kept.digest, content: { copyOf: kept.file } }) === undefined)
      found.outputs.set(path, kept.digest)
    else {
      if (kept) store.forget(basename(path))
      found.missing.push({ ...entry, making } as Form | Card)
    }
  }
  return found
}

/** Images at a time: a large one takes some hundred megabytes while it is decoded. */
const AT_ONCE = 2

/**
 * Encodes what is missing, stages it, and adds every form's digest to `outputs`; tells how many images were encoded.
 * Codes: `image-broken`, `file-changed`, `file-unreadable`, `machine-failed`.
 */
export async function encodeImages(
  ready: ReadyImages,
  publication: Publication,
  store: ImageStore,
  outputs: Map<string, string>,
  onProgress: (done: number, total: number) => void,
): Promise<{ images: number; diagnostics: Diagnostic[] }> {
  const { missing, encoder } = ready
  for (const [path, found] of ready.outputs) outputs.set(path, found)
  if (encoder === null) return { images: 0, diagnostics: [] }
  const diagnostics: Diagnostic[] = []
  const images = new Map<string, Form[]>()
  const cards: Card[] = []
  for (const form of missing) {
    if (isCard(form)) {
      cards.push(form)
      continue
    }
    const forms = images.get(form.making.digest)
    if (forms) forms.push(form)
    else images.set(form.making.digest, [form])
  }
  let done = 0
  let isStuck = false
  const count = images.size + cards.length
  const keep = ({ path }: Entry, bytes: Buffer) => {
    const found = digest(bytes)
    outputs.set(path, found)
    store.keep(basename(path), found, bytes)
    return stage(publication, { path, digest: found, content: { bytes } }) ?? []
  }
  const glyphs = cards.length > 0 ? await cardGlyphs() : {}
  const draw = async (card: Card) => keep(card, await encodeCard(drawCard(card.making.card, glyphs), encoder))
  const rest = [...images.values(), ...cards].values()
  const work = async () => {
    for (const one of rest) {
      // A disk that is full for one is full for all.
      if (isStuck) return
      for (const diagnostic of 'path' in one ? await draw(one) : await encode(one, encoder, keep)) {
        diagnostics.push(diagnostic)
        isStuck ||= diagnostic.code === 'machine-failed'
      }
      onProgress(++done, count)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { images: count, diagnostics }
}

/** Encodes the missing forms of one image. */
async function encode(
  forms: readonly Form[],
  encoder: Encoder,
  keep: (form: Form, bytes: Buffer) => Diagnostic[],
): Promise<Diagnostic[]> {
  const [first] = forms
  if (first === undefined) return []
  const { from, shown, digest: source } = first.making
  const read = readBytes({ absolute: from, file: shown })
  if ('diagnostic' in read) return [read.diagnostic]
  if (digest(read.bytes) !== source) return [problem('file-changed', {}, inFile(shown))]
  const recipes = forms.map(({ making }) => making.recipe)
  let made: Buffer[]
  try {
    made = await encodeImage(read.bytes, recipes, encoder)
  } catch (error) {
    if (!(error instanceof UndecodableImage)) throw error
    return [problem('image-broken', { reason: error.reason }, inFile(shown))]
  }
  return forms.flatMap((form, index) => keep(form, made[index] ?? Buffer.of()))
}

function isCard(form: Form | Card): form is Card {
  return form.making.kind === 'card'
}

/** The letters of drawn cards. */
async function cardGlyphs(): Promise<Glyphs> {
  const { default: glyphs } = await import('../render/card-glyphs.json', { with: { type: 'json' } })
  return glyphs as unknown as Glyphs
}
