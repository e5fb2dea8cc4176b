/** Front matter that a bulletin leaves out: from `portal.yaml` and from `_defaults.yaml` of its folders. */

import type { z } from 'zod'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { lineIndex, positionAt } from '../diagnostics/line-index.ts'
import { parseYaml } from '../source/yaml.ts'
import { bulletinSchema, synonyms } from './front-matter-schema.ts'
import { emptyHolding, holdingKeyFor } from './holding-keys.ts'
import { meantKey } from './key-names.ts'

/** Keys and values for the bulletins below `folder` (`''` is all of content/). */
export interface Defaults {
  folder: string
  values: Record<string, unknown>
}

/** Keys of a settings' `defaults` that are no front matter. */
const settingsOnly = ['issuer']

/** Nobody approves what they have not read. */
const ownOnly = ['approvedBy', 'approvedAt']

/** The defaults that the settings give to every bulletin. Codes: `key-unknown`, `key-holding`, `value-invalid`. */
export function settingsDefaults(
  values: Record<string, unknown>,
  placeOf: (key: string) => Place,
): { defaults: Defaults; diagnostics: Diagnostic[] } {
  const own = Object.fromEntries(Object.entries(values).filter(([key]) => !settingsOnly.includes(key)))
  const { sound, diagnostics } = judged(own, placeOf)
  return { defaults: { folder: '', values: sound }, diagnostics }
}

/** Reads one `_defaults.yaml`. `path` is its path under content/. Codes: `front-matter-syntax`, `-scalar`, `key-unknown`, `key-holding`, `value-invalid`. */
export function readDefaults(
  text: string,
  path: string,
  file: string,
): { defaults: Defaults; diagnostics: Diagnostic[] } {
  const lines = lineIndex(text)
  const place = (offset: number | null): Place => ({ file, ...positionAt(lines, offset ?? 0) })
  const { map, faults, scalar } = parseYaml(text)
  const folder = path.replace(/_defaults\.yaml$/, '')
  const diagnostics = faults.map((f) =>
    problem('front-matter-syntax', { problem: f.code, detail: f.detail }, place(f.offset)),
  )
  if (scalar) diagnostics.push(problem('front-matter-scalar', {}, place(0)))
  if (map === null) return { defaults: { folder, values: {} }, diagnostics }
  const { sound, diagnostics: wrong } = judged(map.value, (key) => place(map.offsetOf([key], 'value')))
  const empty = map.empty.flatMap((key) => {
    const fault = emptyHolding(key)
    return fault ? problem('value-invalid', fault, place(map.offsetOf([key], 'key'))) : []
  })
  return { defaults: { folder, values: sound }, diagnostics: [...diagnostics, ...wrong, ...empty] }
}

/** The defaults of a file: those of its own folder win over those of the folders above. */
export function defaultsFor(path: string, all: readonly Defaults[]): Record<string, unknown> {
  const above = all.filter((defaults) => path.startsWith(defaults.folder))
  above.sort((a, b) => a.folder.length - b.folder.length)
  return above.reduce((values, defaults) => Object.assign(values, defaults.values), {})
}

/** Only sound defaults reach bulletins: a fault is told once, where it was written. */
function judged(
  values: Record<string, unknown>,
  placeOf: (key: string) => Place,
): { sound: Record<string, unknown>; diagnostics: Diagnostic[] } {
  const shape: Record<string, z.ZodType> = bulletinSchema.shape
  const known = [...Object.keys(shape), ...Object.keys(synonyms)]
  const diagnostics: Diagnostic[] = []
  const sound = Object.entries(values).filter(([key, value]) => {
    const schema = shape[synonyms[key] ?? key]
    if (!schema) {
      const holding = holdingKeyFor(key, value, values.date)
      diagnostics.push(
        holding
          ? problem('key-holding', { key, known: holding }, placeOf(key))
          : problem('key-unknown', { key, known: meantKey(key, known) }, placeOf(key)),
      )
      return false
    }
    if (ownOnly.includes(key)) {
      diagnostics.push(problem('value-invalid', { key, expected: 'own' }, placeOf(key)))
      return false
    }
    const read = schema.safeParse(value)
    if (read.success) return true
    const [first] = read.error.issues
    const expected = first?.code === 'unrecognized_keys' ? 'map' : (first?.message ?? 'text')
    diagnostics.push(problem('value-invalid', { key, expected }, placeOf(key)))
    return false
  })
  return { sound: Object.fromEntries(sound), diagnostics }
}
