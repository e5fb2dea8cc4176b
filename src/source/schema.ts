/** The building blocks of the two schemas, front matter and settings, and what a schema says of a value. */
import * as z from 'zod'
import { type SiteLanguage, siteLanguages } from './language/labels.ts'

/** The forms an editor should accept where the schema itself reads one canonical form. */
const editorForms = new WeakMap<z.ZodType, z.ZodType>()

/** A faulty value says which of the catalogue's expectations it misses, by putting its name into the message. */
const expected = (name: string) => ({ error: name })

/** A line of text; numbers and booleans are taken as they were typed, line breaks become spaces. */
export const text = z
  .union([z.string(), z.number(), z.boolean()], expected('text'))
  .transform((value) => String(value).normalize('NFC').replace(/\s+/g, ' ').trim())
  .refine((value) => value !== '' && !hasControl(value), expected('text'))

/** A text limited to a number of characters. */
export function textUpTo(length: number, name: string) {
  return text.refine((value) => [...value].length <= length, expected(name))
}

/** `https://…` or `http://…`. */
export const webAddress = z.string(expected('url')).trim().refine(isWebAddress, expected('url'))

/** What a menu or an office may link to: a web address, mail, telephone, or a path of this site. */
export const anyLink = z.string(expected('link')).superRefine((value, context) => {
  if (isWebAddress(value) || /^(mailto:|tel:)[^\s<>"]+$/.test(value) || isSitePath(value)) return
  const isSpaced = /\s/.test(value.trim()) && isWebAddress(value.replace(/\s/g, '%20'))
  context.addIssue({ code: 'custom', message: isSpaced ? 'unspaced' : 'link' })
})

/** A path of this site, such as `/gioi-thieu/` or `/Biểu mẫu 1.pdf`. */
export const sitePath = z.string(expected('path')).refine(isSitePath, expected('path'))

/** The pattern of bulletins' addresses: `/:year/:month/:slug/`. */
export const permalink = z.string('permalink').refine(isPermalink, 'permalink')

/** Lower-case letters, digits and hyphens. */
export const id = z.string(expected('id')).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, expected('id'))

/** YAML's `true`, also where it is written `True` or `TRUE`. */
export const boolean = z.preprocess(
  (value) => (typeof value === 'string' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value),
  z.boolean(expected('boolean')),
)
editorForms.set(boolean, z.boolean())

/** A whole number of at least `minimum`. */
export function whole(minimum: 0 | 1) {
  const name = minimum === 1 ? 'count' : 'number'
  return z.number(expected(name)).int(expected(name)).min(minimum, expected(name))
}

export function list<T extends z.ZodType>(item: T) {
  return z.array(item, expected('list'))
}

export function map<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, { error: (issue) => (issue.code === 'invalid_type' ? 'map' : undefined) })
}

export function choice<const T extends readonly [string, ...string[]]>(values: T, name: string) {
  return z.enum(values, expected(name))
}

/** A value that may be written short: `short` turns a scalar into the map that it stands for. */
export function shorthand<T extends z.ZodType>(full: T, short: (scalar: string | number) => unknown) {
  const schema = z.preprocess(
    (value) => (typeof value === 'string' || typeof value === 'number' ? short(value) : value),
    full,
  )
  editorForms.set(schema, z.union([z.string(), z.number(), full]))
  return schema
}

/**
 * A value that may be given for each language, `{vi: …, en: …}`. Of such a map the first of `languages` that it has is
 * taken; a plain value holds for all of them.
 */
export function byLanguage<T extends z.ZodType>(value: T, languages: readonly SiteLanguage[]) {
  const schema = z.preprocess((given, context) => {
    if (given === null || typeof given !== 'object' || Array.isArray(given)) return given
    const values = given as Partial<Record<string, unknown>>
    const taken = languages.find((language) => values[language] !== undefined)
    if (isByLanguage(values) && taken !== undefined) return values[taken]
    context.addIssue({ code: 'custom', message: 'texts' })
    return z.NEVER
  }, value)
  const one = value.optional()
  editorForms.set(schema, z.union([value, z.strictObject({ vi: one, en: one })]))
  return schema
}

/** Whether a map holds nothing but values by language. */
export function isByLanguage(values: object): boolean {
  const keys: readonly string[] = Object.keys(values)
  return keys.length > 0 && keys.every((key) => siteLanguages.some((language) => language === key))
}

/** A list that may be written as its only entry; `atLeastOne` names what an empty one misses. */
export function oneOrMany<T extends z.ZodType>(item: T, atLeastOne?: string) {
  const many = atLeastOne === undefined ? list(item) : list(item).min(1, expected(atLeastOne))
  const schema = z.preprocess((value) => (Array.isArray(value) || value === undefined ? value : [value]), many)
  editorForms.set(schema, z.union([item, many]))
  return schema
}

/** What is wrong with one value; `expected` is a name of the catalogue's expectations. */
export type SchemaFault =
  | { kind: 'unknown'; path: readonly PropertyKey[]; key: string; siblings: readonly string[] }
  | { kind: 'missing'; path: readonly PropertyKey[] }
  | { kind: 'invalid'; path: readonly PropertyKey[]; expected: string }

/** Checks a value; unknown keys are told apart from faults, and left out of what the schema reads. */
export function applySchema<T extends z.ZodType>(
  schema: T,
  value: Record<string, unknown>,
): { value: z.output<T> | null; faults: SchemaFault[] } {
  const unknown: SchemaFault[] = []
  let known: Record<string, unknown> = value
  for (;;) {
    const result = schema.safeParse(known)
    if (result.success) return { value: result.data, faults: unknown }
    const strays = result.error.issues.filter((issue) => issue.code === 'unrecognized_keys')
    if (strays.length === 0)
      return { value: null, faults: [...unknown, ...result.error.issues.map((i) => fault(i, known))] }
    known = structuredClone(known)
    for (const stray of strays) {
      const holder = at(known, stray.path) as Record<string, unknown>
      for (const key of stray.keys) {
        unknown.push({ kind: 'unknown', path: [...stray.path, key], key, siblings: siblings(schema, stray.path) })
        delete holder[key]
      }
    }
  }
}

/** The JSON Schema of what an editor should accept and complete (draft 7, which most of what reads schemas in editors knows). */
export function editorSchema(schema: z.ZodType): object {
  const options: Parameters<typeof z.toJSONSchema>[1] = {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const form = editorForms.get(zodSchema as unknown as z.ZodType)
      if (!form) return
      const { $schema: _, ...described } = z.toJSONSchema(form, options)
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
      Object.assign(jsonSchema, described)
    },
  }
  return z.toJSONSchema(schema, options)
}

function fault(issue: z.core.$ZodIssue, value: unknown): SchemaFault {
  const holder = at(value, issue.path.slice(0, -1))
  const isHolder = holder !== null && typeof holder === 'object'
  const missing = issue.path.length > 0 && isHolder && at(value, issue.path) === undefined
  return missing
    ? { kind: 'missing', path: issue.path }
    : { kind: 'invalid', path: issue.path, expected: issue.message }
}

/** What lies at a path; a value that stands alone where a list may stand is its own entry 0. */
function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value
  for (const step of path) {
    if (typeof step === 'number' && !Array.isArray(here)) continue
    if (here === null || typeof here !== 'object') return undefined
    here = (here as Record<PropertyKey, unknown>)[step]
  }
  return here
}

/** The keys that the schema knows where an unknown one was found. */
function siblings(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let here: unknown = schema
  for (const step of [...path, null]) {
    here = unwrapped(here)
    if (step === null) return here instanceof z.ZodObject ? Object.keys(here.shape) : []
    if (typeof step === 'number' && here instanceof z.ZodArray) here = here.element
    else if (here instanceof z.ZodObject) here = here.shape[String(step)]
    else return []
  }
  return []
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return unwrapped(schema.unwrap())
  if (schema instanceof z.ZodPipe) return unwrapped(schema.out instanceof z.ZodTransform ? schema.in : schema.out)
  return schema
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s<>"\\]+$/i.test(value) && URL.canParse(value)
}

function isSitePath(value: string): boolean {
  return /^\/(?!\/)(?: ?[^\s<>"\\\p{Cc}])*$/u.test(value) && !value.split(/[/?#]/).includes('..')
}

function hasControl(value: string): boolean {
  return /\p{Cc}/u.test(value)
}

function isPermalink(pattern: string): boolean {
  if (!/^\/(?:[\w:.-]+\/)+$/.test(pattern) || pattern.split('/').some((part) => /^\.+$/.test(part))) return false
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
  return names.includes('slug') && names.every((name) => ['year', 'month', 'day', 'slug', 'category'].includes(name))
}
