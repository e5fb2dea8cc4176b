/** One source text to a Bulletin: the typed facts of its front matter and body. */
import { posix } from 'node:path'
import type { z } from 'zod'
import { type Diagnostic, type Place, problem } from '../diagnostics/diagnostic.ts'
import { latest, type Moment, readMoment } from '../source/calendar.ts'
import { editionOf, type OwnLabels, type SiteLanguage } from '../source/language/labels.ts'
import { applySchema, type SchemaFault } from '../source/schema.ts'
import type { KeyPath } from '../source/yaml.ts'
import { type Body, readBody } from './body.ts'
import { type FrontMatter, splitFrontMatter } from './front-matter.ts'
import { judgeFacts } from './front-matter-judgement.ts'
import { bulletinSchema, standingSchema, synonyms } from './front-matter-schema.ts'
import { emptyHolding, holdingKeyFor, holdingKeys, holdingOutside } from './holding-keys.ts'
import { meantKey } from './key-names.ts'
import type { Fragment } from './markdown/fragment.ts'
import type { MarkdownReader } from './markdown/reader.ts'

type Keys = z.output<typeof bulletinSchema>
type Dated =
  | 'date'
  | 'updated'
  | 'publishAt'
  | 'expiresAt'
  | 'pinnedUntil'
  | 'approvedAt'
  | 'changes'
  | 'withdrawn'
  | 'removed'

/** Front matter as read: dates are moments of the site's calendar. A standing page has no authors and may have no date. */
export interface BulletinFacts extends Omit<Keys, Dated> {
  date: Moment | null
  updated: Moment | null
  publishAt: Moment | null
  expiresAt: Moment | null
  pinnedUntil: Moment | null
  approvedAt: Moment | null
  changes: (Omit<Keys['changes'][number], 'at'> & { at: Moment })[]
  withdrawn: { at: Moment; reason: string; replacedBy: string | undefined } | null
  removed: { at: Moment; reason: string } | null
}

/**
 * A bulletin or standing page by itself, before it knows of any other. `path` is its path under content/, `file` its
 * name in messages, `name` what its address is made of: the file's name, or its folder's for `index.md`.
 * `places` holds the line and column of every key, by its path joined with dots.
 */
export interface Bulletin {
  path: string
  file: string
  standing: boolean
  name: string
  facts: BulletinFacts
  body: Omit<Body, 'fragment'>
  places: Record<string, [line: number, column: number]>
}

/** The settings that reading one file depends on; a cached bulletin is keyed by them. */
export interface ReadingSettings {
  languages: readonly SiteLanguage[]
  timezone: string
  imageHosts: readonly string[]
  /** The addresses of the site's home. */
  homes: readonly string[]
  labels?: OwnLabels
}

/** What reading one file gives. `bulletin` is null where an error leaves nothing to go on with. */
export interface ReadBulletin {
  bulletin: Bulletin | null
  fragment: Fragment
  /** The text as written. */
  text: string
  diagnostics: Diagnostic[]
}

/**
 * Reads one file. `defaults` fills the keys that it leaves out.
 * Codes: those of the front matter's split, `key-missing`, `key-unknown`, `key-holding`, `key-outside`, `value-invalid`,
 * `date-impossible`, `date-form`, and those of `judgeFacts` and `readBody`.
 */
export function readBulletin(
  text: string,
  path: string,
  file: string,
  defaults: Record<string, unknown>,
  settings: ReadingSettings,
  reader: MarkdownReader,
): ReadBulletin {
  const { frontMatter, diagnostics } = splitFrontMatter(text, file)
  if (frontMatter === null) return { bulletin: null, fragment: [], text: '', diagnostics }
  const standing = path.startsWith('pages/')
  const renamed = withoutSynonyms(frontMatter)
  // Of what its folders' defaults say a standing page takes its language and what holds it back: the rest is about bulletins.
  const inherited = standing
    ? Object.fromEntries(Object.entries(defaults).filter(([key]) => ofAll.includes(key)))
    : defaults
  const schema = standing ? standingSchema : bulletinSchema
  const { value, faults } = applySchema(schema, { ...inherited, ...renamed.values })
  for (const fault of faults) diagnostics.push(heldByNothing(fault, renamed) ?? faultProblem(fault, renamed.placeOf))
  for (const key of renamed.empty) {
    const fault = emptyHolding(key)
    if (fault) diagnostics.push(problem('value-invalid', fault, renamed.placeOf([key], 'key')))
  }
  const outside = holdingOutside(frontMatter.body)
  if (outside)
    diagnostics.push(problem('key-outside', outside, { file, line: frontMatter.bodyLine + outside.line, column: 1 }))

  const dates = dateReader(settings.timezone, renamed.placeOf, diagnostics)
  const facts = value === null ? null : readDates(value as Keys, dates)
  // A faulty date is told even where the schema already refused another key.
  if (value === null) for (const [path, date] of writtenDates(renamed.values)) dates.read(date, path)

  const { body, diagnostics: bodyDiagnostics } = readBody(
    frontMatter.body,
    { file, folder: posix.dirname(path).replace(/^\.$/, ''), firstLine: frontMatter.bodyLine },
    { ...settings, language: editionOf(facts?.lang, settings.languages) },
    reader,
  )
  for (const diagnostic of bodyDiagnostics) diagnostics.push(diagnostic)
  if (facts === null || dates.failed) return { bulletin: null, fragment: [], text: '', diagnostics }

  for (const diagnostic of judgeFacts(facts, body, renamed.placeOf, file)) diagnostics.push(diagnostic)
  const { fragment, ...rest } = body
  const bulletin: Bulletin = {
    path,
    file,
    standing,
    name: nameOf(path),
    facts,
    body: rest,
    places: placesOf(renamed),
  }
  return { bulletin, fragment, text: frontMatter.body, diagnostics }
}

/** The place of a key of a bulletin, or of the nearest key above it. */
export function placeIn(bulletin: Bulletin, path: KeyPath): Place {
  for (let length = path.length; length > 0; length--) {
    const steps = path.slice(0, length)
    // A value that stands alone where a list may stand has no index in its path.
    const alone = steps.filter((step) => typeof step !== 'number')
    const found = bulletin.places[steps.join('.')] ?? bulletin.places[alone.join('.')]
    if (found) return { file: bulletin.file, line: found[0], column: found[1] }
  }
  return { file: bulletin.file, line: 1, column: 1 }
}

const ofAll: readonly string[] = ['lang', ...holdingKeys]

const dateKeys = ['date', 'updated', 'publishAt', 'expiresAt', 'pinnedUntil', 'approvedAt'] as const

/** Reads dates one after another; `failed` tells whether any of them was faulty. */
export interface DateReader {
  read: (text: unknown, path: KeyPath) => Moment | null
  failed: boolean
}

export function dateReader(timezone: string, placeOf: FrontMatter['placeOf'], diagnostics: Diagnostic[]): DateReader {
  const reader: DateReader = {
    failed: false,
    read(text, path) {
      if (typeof text !== 'string') return null
      const moment = readMoment(text.trim(), timezone)
      if (!('fault' in moment)) return moment
      reader.failed = true
      const args = { key: path.map(String).join('.'), value: text.slice(0, 60) }
      const place = placeOf(path, 'value')
      diagnostics.push(
        moment.fault === 'impossible'
          ? problem('date-impossible', args, place)
          : problem('date-form', { ...args, written: moment.written }, place),
      )
      return null
    },
  }
  return reader
}

/** Everything that stands where a date belongs, before the schema has brought anything to its long form. */
function writtenDates(values: Record<string, unknown>): [path: KeyPath, date: unknown][] {
  const inside = (key: string, field: string): [KeyPath, unknown][] => {
    const value = values[key]
    if (value === null || typeof value !== 'object') return []
    if (!Array.isArray(value)) return [[[key, field], (value as Record<string, unknown>)[field]]]
    return value.flatMap((entry: unknown, index) =>
      entry !== null && typeof entry === 'object'
        ? [[[key, index, field], (entry as Record<string, unknown>)[field]] as [KeyPath, unknown]]
        : [],
    )
  }
  return [
    ...dateKeys.map((key): [KeyPath, unknown] => [[key], values[key]]),
    ...inside('decision', 'date'),
    ...inside('changes', 'at'),
    ...inside('withdrawn', 'at'),
    ...inside('removed', 'at'),
    ...inside('legacy', 'viewsAsOf'),
  ]
}

function readDates(keys: Keys, dates: DateReader): BulletinFacts {
  const nothing: Moment = { text: '', instant: 0 }
  const one = (key: (typeof dateKeys)[number]) => dates.read(keys[key], [key])
  dates.read(keys.legacy?.viewsAsOf, ['legacy', 'viewsAsOf'])
  const changes = keys.changes.map((change, index) => ({
    ...change,
    at: dates.read(change.at, ['changes', index, 'at']) ?? nothing,
  }))
  return {
    ...keys,
    date: one('date'),
    updated: latest([one('updated'), ...changes.filter(({ kind }) => kind !== 'minor').map(({ at }) => at)]),
    changes,
    publishAt: one('publishAt'),
    expiresAt: one('expiresAt'),
    pinnedUntil: one('pinnedUntil'),
    approvedAt: one('approvedAt'),
    withdrawn: keys.withdrawn
      ? {
          at: dates.read(keys.withdrawn.at, ['withdrawn', 'at']) ?? nothing,
          reason: keys.withdrawn.reason,
          replacedBy: keys.withdrawn.replacedBy,
        }
      : null,
    removed: keys.removed
      ? { at: dates.read(keys.removed.at, ['removed', 'at']) ?? nothing, reason: keys.removed.reason }
      : null,
    decision: keys.decision.map((decision, index) => ({
      ...decision,
      date: dates.read(decision.date, ['decision', index, 'date'])?.text.slice(0, 10),
    })),
  }
}

/** An unknown key of a text that says what only another key does: to hold the text back. */
function heldByNothing(fault: SchemaFault, { values, placeOf }: FrontMatter): Diagnostic | null {
  if (fault.kind !== 'unknown' || fault.path.length !== 1) return null
  const known = holdingKeyFor(fault.key, values[fault.key], values.date)
  return known && problem('key-holding', { key: fault.key, known }, placeOf(fault.path, 'key'))
}

/** Words a fault of a schema. */
export function faultProblem(fault: SchemaFault, placeOf: FrontMatter['placeOf']): Diagnostic {
  const key = fault.path.map(String).join('.')
  if (fault.kind === 'unknown')
    return problem('key-unknown', { key, known: meantKey(fault.key, fault.siblings) }, placeOf(fault.path, 'key'))
  return fault.kind === 'missing'
    ? problem('key-missing', { key }, placeOf(fault.path, 'value'))
    : problem('value-invalid', { key, expected: fault.expected }, placeOf(fault.path, 'value'))
}

/** The front matter with every synonym under its proper key, places included. */
function withoutSynonyms(frontMatter: FrontMatter): FrontMatter {
  const typed = new Map<PropertyKey, string>()
  const values: Record<string, unknown> = { ...frontMatter.values }
  for (const [synonym, key] of Object.entries(synonyms)) {
    if (!(synonym in values) || key in values) continue
    values[key] = values[synonym]
    delete values[synonym]
    typed.set(key, synonym)
  }
  return {
    ...frontMatter,
    values,
    placeOf: ([first, ...rest], part) =>
      frontMatter.placeOf(first === undefined ? [] : [typed.get(first) ?? first, ...rest], part),
  }
}

function placesOf(frontMatter: FrontMatter): Bulletin['places'] {
  const places: Bulletin['places'] = {}
  const visit = (value: unknown, path: PropertyKey[]) => {
    if (path.length > 0) {
      const { line, column } = frontMatter.placeOf(path, 'value')
      places[path.join('.')] = [line ?? 1, column ?? 1]
    }
    if (value !== null && typeof value === 'object')
      for (const [key, entry] of Object.entries(value))
        visit(entry, [...path, Array.isArray(value) ? Number(key) : key])
  }
  visit(frontMatter.values, [])
  return places
}

/** `2023/01/2023-01-17-hop.md` → `hop`; `2023/01/hop/index.md` → `hop`. */
export function nameOf(path: string): string {
  const file = posix.basename(path).replace(/\.(md|markdown)$/i, '')
  const name = file === 'index' ? posix.basename(posix.dirname(path)) : file
  return name.replace(/^\d{4}-\d{2}-\d{2}[-_ ]+(?=.)/, '')
}
