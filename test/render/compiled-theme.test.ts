/** The shipped templates, compiled, give byte for byte what Handlebars gives, for any view of their shapes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { shapes } from '../../src/plan/views/shapes.ts'
import { siteHelpers } from '../../src/render/helpers.ts'
import { compileTemplate } from '../../src/render/theme/compile-template.ts'
import { parseTemplate } from '../../src/render/theme/parse-template.ts'
import { handlebarsRenderer, templateRenderer } from '../../src/render/theme/render-template.ts'
import { themeFiles } from '../../src/render/theme/theme-files.ts'
import { labels } from '../../src/source/language/labels.ts'

const folder = new URL('../../templates', import.meta.url).pathname
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.hbs'))
  .map((file) => ({
    name: file.slice(0, -4),
    file: `templates/${file}`,
    text: readFileSync(join(folder, file), 'utf8'),
  }))
const theme = themeFiles(sources, (source) => source)
const trees = themeFiles(sources, (source) => {
  const parsed = parseTemplate(source)
  if ('fault' in parsed) throw new Error(source.file)
  return parsed.tree
})

/** Names that a static file is asked for by; each has an address. */
const named = sources.flatMap(({ text }) => [...text.matchAll(/asset "([^"]+)"/g)].map(([, name]) => name as string))
const helpers = siteHelpers(
  { language: 'vi', labels: labels('vi'), locale: 'vi', prefix: '/tinh', url: 'https://a.example.gov.vn/tinh/' },
  new Map(named.map((name) => [name, `/assets/${name}`])),
)

const texts = fc.constantFrom(
  '',
  'Tin <b>"mới"</b> & \'cũ\' `=`',
  '2026-11-20',
  '2026-11-20T08:00:00+07:00',
  '/tin/',
  'home',
  'x'.repeat(150),
)

/** Any value of a shape. */
function anyOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const { html, opaque } = schema.meta() ?? {}
  const def = schema.def as unknown as { entries: Record<string, string>; values: unknown[] }
  if (opaque === true) return fc.constant({ '@type': 'NewsArticle', name: '</script>' })
  if (html === true) return fc.constantFrom('<p>Chữ</p>', '')
  switch (schema.def.type) {
    case 'nullable':
      return fc.option(anyOf((schema as z.ZodNullable<z.ZodType>).unwrap()))
    case 'object': {
      const shape = Object.entries((schema as z.ZodObject).shape as Record<string, z.ZodType>)
      return fc.record(Object.fromEntries(shape.map(([key, value]) => [key, anyOf(value)])), {
        noNullPrototype: true,
      })
    }
    case 'array':
      return fc.array(anyOf((schema as z.ZodArray<z.ZodType>).element), { maxLength: 3 })
    case 'number':
      return fc.constantFrom(0, 1, 13, 1_069_733)
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'literal':
      return fc.constantFrom(...def.values)
    default:
      // A date is a text to a template; a page without one prints none.
      return texts
  }
}

test.each(Object.entries(shapes))('%s', (name, shape) => {
  // It is compiled, and not left to Handlebars.
  compileTemplate(
    { template: (key) => trees.templates.get(key), partial: (key) => trees.partials.get(key) },
    name,
    helpers,
    {},
  )
  const reference = handlebarsRenderer(theme, helpers)
  const apart = templateRenderer(theme, helpers)
  let rendered = 0
  const property = fc.property(anyOf(shape), (value) => {
    const view = value as Record<string, unknown>
    const expected = reference(name, view)
    const { site, ...others } = view
    expect(apart(name, view)).toEqual(expected)
    expect(templateRenderer(theme, helpers, { site })(name, others)).toEqual(expected)
    if ('text' in expected) rendered++
  })
  fc.assert(property, { numRuns: 25, seed: 1 })
  expect(rendered).toBeGreaterThan(0)
})
