/** The fields of the editor, made of the schema of front matter: one of each key, in the order of a form. */
import * as z from 'zod'
import { bulletinSchema, date, standingSchema } from '../../content/front-matter-schema.ts'
import { webAddress } from '../../source/schema.ts'
import type { Config } from '../../source/settings.ts'
import type { EditorWords } from './wording.ts'
import { editorWords } from './words.ts'

/** A field as Decap CMS reads it (decapcms.org/docs/widgets). */
export type EditorField = { name: string; label: string; widget: string; fields?: EditorField[] } & Record<
  string,
  unknown
>

/** Keys that no officer fills in: they stay in a file as they are. */
export const leftOut: Record<string, string> = {
  legacy: 'carried over by an import',
  lint: 'names codes of advice: whoever writes it has the file open',
}

/** Keys that belong to a site with more than one language. */
const ofLanguages = ['lang', 'translationKey']
/** Keys that belong to a site where somebody approves. */
const ofApproval = ['approvedBy', 'approvedAt']

/** The order of the form; a key of the schema that is not named here comes last. */
const order = [
  ...['title', 'date', 'category', 'author', 'decision', 'image', 'summary', 'body', 'tags', 'attachments'],
  ...['source', 'draft', 'publishAt', 'expiresAt', 'pinnedUntil', 'slug', 'lang', 'translationKey'],
]

/** Widgets that a key's type does not tell. */
const widgets: Record<string, string> = {
  summary: 'text',
  'image.src': 'image',
  'attachments.file': 'file',
  'decision.file': 'file',
  'changes.note': 'text',
  'withdrawn.reason': 'text',
  'removed.reason': 'text',
}

/** The fields of a bulletin or of a standing page. */
export function editorFields(kind: 'bulletin' | 'page', config: Config): EditorField[] {
  const words = editorWords(config.language)
  const shape: Record<string, z.ZodType> = (kind === 'bulletin' ? bulletinSchema : standingSchema).shape
  const absent = [
    ...Object.keys(leftOut),
    ...(config.languages.length > 1 ? [] : ofLanguages),
    ...(config.approvals.required ? [] : ofApproval),
  ]
  const names = [...Object.keys(shape), 'body'].filter((name) => !absent.includes(name))
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return names
    .sort((one, other) => rank(one) - rank(other))
    .map((name) => {
      const schema = shape[name]
      return schema === undefined ? textField(words) : completed(field(name, schema, [], words), config)
    })
}

/** The text itself, with buttons for what bulletins are made of; the rest is written as Markdown. */
function textField(words: EditorWords): EditorField {
  const buttons = ['bold', 'italic', 'link', 'heading-two', 'heading-three', 'quote', 'bulleted-list', 'numbered-list']
  return {
    ...named('body', [], words),
    widget: 'markdown',
    required: false,
    modes: ['rich_text', 'raw'],
    buttons,
    editor_components: ['image'],
  }
}

function field(name: string, schema: z.ZodType, above: readonly string[], words: EditorWords): EditorField {
  const way = [...above, name]
  const { inner, isOptional } = bare(schema)
  // A map that may be left out whole must not ask for what it would need; the check before saving does.
  const required = !isOptional && (above.length === 0 || above[0] === 'author' || above[0] === 'changes')
  const start = { ...named(name, above, words), required }
  const widget = widgets[way.join('.')]
  if (widget !== undefined)
    return {
      ...start,
      widget,
      ...(name === 'summary' && { pattern: ['^[^]{0,500}$', words.patterns.summary] }),
      ...((widget === 'image' || widget === 'file') && { choose_url: false }),
    }
  if (inner === date)
    return { ...start, widget: 'datetime', format: 'YYYY-MM-DDTHH:mmZ', default: required ? '{{now}}' : '' }
  if (inner === webAddress)
    return { ...start, widget: 'string', pattern: ['^\\s*https?://\\S+\\s*$', words.patterns.webAddress] }
  if (inner instanceof z.ZodBoolean)
    return { ...start, widget: 'boolean', required: false, default: standing(schema) === true }
  if (inner instanceof z.ZodEnum)
    return {
      ...start,
      widget: 'select',
      options: inner.options.map((value) => ({ value, label: words.choices[String(value)] ?? value })),
      default: standing(schema),
    }
  if (inner instanceof z.ZodObject)
    return { ...start, widget: 'object', collapsed: name !== 'image', fields: fieldsOf(inner, way, words) }
  if (inner instanceof z.ZodArray) {
    const item = bare(inner.element as z.ZodType).inner
    if (!(item instanceof z.ZodObject)) return { ...start, widget: 'list' }
    const fields = fieldsOf(item, way, words)
    const first = fields[0]?.name
    return {
      ...start,
      ...{ widget: 'list', label_singular: words.items[name] ?? name, collapsed: false, minimize_collapsed: true },
      ...{ summary: `{{fields.${first}}}`, fields },
      ...(required ? { min: 1, default: [{ [String(first)]: '' }] } : { default: [] }),
    }
  }
  return start
}

function fieldsOf(schema: z.ZodObject, way: readonly string[], words: EditorWords): EditorField[] {
  return Object.entries(schema.shape).map(([name, one]) => field(name, one as z.ZodType, way, words))
}

/** What the settings know of a key: its choices, and what stands in it where nobody wrote anything. */
function completed(made: EditorField, config: Config): EditorField {
  const { categories, languages, defaults, editions } = config as Config & { editions?: readonly Config[] }
  const { name } = made
  if (name === 'category') {
    const options = categories.map(({ id, title }) => ({ value: id, label: title }))
    const standard = typeof defaults.category === 'string' ? defaults.category : categories[0]?.id
    return { ...made, widget: 'select', options, default: standard }
  }
  if (name === 'lang') {
    const options = languages.map((value) => ({
      value,
      label: (editions ?? []).find((one) => one.language === value)?.title ?? value,
    }))
    return { ...made, widget: 'select', options }
  }
  if (name === 'slug')
    return { ...made, pattern: ['^[a-z0-9]+(-[a-z0-9]+)*$', editorWords(config.language).patterns.slug] }
  if (name === 'author' && typeof defaults.author === 'string')
    return { ...made, required: false, default: [{ name: defaults.author }], min: undefined }
  return made
}

function named(name: string, above: readonly string[], words: EditorWords): EditorField {
  const [label = name, hint] = words.fields[[...above, name].join('.')] ?? []
  return { name, label, widget: 'string', ...(hint !== undefined && { hint }) }
}

/** The type below defaults, shorthands and transforms. */
function bare(schema: z.ZodType): { inner: z.ZodType; isOptional: boolean } {
  let inner: unknown = schema
  let isOptional = false
  while (inner !== date && inner !== webAddress) {
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) {
      isOptional = true
      inner = inner.unwrap()
    } else if (inner instanceof z.ZodPipe) inner = inner.in instanceof z.ZodTransform ? inner.out : inner.in
    else break
  }
  return { inner: inner as z.ZodType, isOptional }
}

/** What a key means that is not there. */
function standing(schema: z.ZodType): unknown {
  return schema instanceof z.ZodDefault ? schema.parse(undefined) : undefined
}
