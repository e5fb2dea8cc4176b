/** What the check lets through renders, whatever the view holds, as Handlebars renders it, and lets no author text out unescaped. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { compileTheme } from '../../src/render/theme/compile-theme.ts'
import { handlebarsRenderer } from '../../src/render/theme/render-template.ts'
import { themeFiles } from '../../src/render/theme/theme-files.ts'

const text = fc.constantFrom('<T>', '')
const html = z.string().meta({ html: true })
const child = z.object({ title: z.string(), url: z.string().nullable() })
const item = z.object({ title: z.string(), image: child.nullable(), children: z.array(child) })
const shape = z.object({
  title: z.string(),
  body: html,
  image: child.nullable(),
  tags: z.array(z.string()),
  items: z.array(item),
})

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { noNullPrototype: true })
const childView = record({ title: text, url: fc.option(text) })
const itemView = record({ title: text, image: fc.option(childView), children: fc.array(childView, { maxLength: 2 }) })
const view = record({
  title: text,
  body: fc.constant('<p>'),
  image: fc.option(childView),
  tags: fc.array(text, { maxLength: 2 }),
  items: fc.array(itemView, { maxLength: 2 }),
})

const paths = 'title body image image.title image.url tags items items.length children this ../title .. ../image.title'
const others =
  '../../title made made.title x x.title x.image.title x.children @root.image.title @root.items @index @first'
const path = fc.constantFrom(...`${paths} ${others} @../index`.split(' '))
const slot = fc.constantFrom('s', 'r')

/** Programs that call the partials named, and inline partials `s` and `r`. */
function programs(partials: string[]): fc.Arbitrary<string> {
  const partial = fc.constantFrom(...partials)
  const { program } = fc.letrec<{ program: string; statement: string }>((tie) => {
    const inner = tie('program')
    const write = (parts: fc.Arbitrary<string>[], text: (...given: string[]) => string) =>
      fc.tuple(...parts).map((given) => text(...given))
    return {
      program: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((all) => all.join('')),
      statement: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        write([path], (p) => `{{${p}}}`),
        write([path], (p) => `{{{${p}}}}`),
        write([path, inner], (p, body) => `{{#if ${p}}}${body}{{/if}}`),
        write([path, inner, inner], (p, body, other) => `{{#unless ${p}}}${body}{{else}}${other}{{/unless}}`),
        write([path, inner, inner], (p, body, other) => `{{#with ${p}}}${body}{{else}}${other}{{/with}}`),
        write([path, inner], (p, body) => `{{#with ${p} as |x|}}${body}{{/with}}`),
        write([path, inner], (p, body) => `{{#each ${p}}}${body}{{/each}}`),
        write([path, inner], (p, body) => `{{#each ${p} as |x|}}${body}{{/each}}`),
        write([partial, path], (name, p) => `{{> ${name} ${p}}}`),
        write([partial, path], (name, p) => `{{> ${name} made=${p}}}`),
        write([partial, inner], (name, body) => `{{#> ${name}}}${body}{{/${name}}}`),
        write(
          [partial, slot, inner],
          (name, s, body) => `{{#> ${name}}}{{#*inline "${s}"}}${body}{{/inline}}{{/${name}}}`,
        ),
        write([slot, inner], (s, body) => `{{#*inline "${s}"}}${body}{{/inline}}`),
        write([slot, inner], (s, body) => `{{#> ${s}}}${body}{{/${s}}}`),
        write([slot], (s) => `{{> ${s}}}`),
        fc.constant('{{> @partial-block}}'),
      ),
    }
  })
  return program
}

const theme = fc.record({
  page: programs(['a', 'b', 'c']),
  'partials/a': programs(['b', 'c']),
  'partials/b': programs(['c', 'none']),
  'partials/c': programs(['none']),
  'partials/none': fc.constant('{{#*inline "s"}}{{/inline}}{{#*inline "r"}}{{/inline}}'),
})

/** Compiles random files; what the check faults is replaced until it finds no more. Each file is one line. */
function compileMended(random: Record<string, string>) {
  const files = { ...random }
  for (let round = 0; round < 20; round++) {
    const sources = Object.entries(files).map(([name, text]) => ({ name, file: name, text }))
    const { theme, diagnostics } = compileTheme(sources, { page: shape }, {})
    if (theme) return { theme, files, sources }
    // From the last to the first, so that the places of those before stay true.
    for (const { code, place, severity } of diagnostics.reverse()) {
      const text = files[place?.file ?? '']
      if (severity !== 'error' || !place?.column || text === undefined) continue
      const before = text.slice(0, place.column - 1)
      // A block of a partial has its name at both ends, so it cannot be renamed here.
      if (before.endsWith('{{#> ')) return null
      files[place.file] = before + text.slice(before.length).replace(/^[^\s}]+/, instead(code, before))
    }
  }
  return null
}

function instead(code: string, before: string): string {
  if (code.startsWith('partial-')) return 'none'
  if (before.endsWith('#each ')) return '@root.items'
  return before.endsWith('{{{') ? '@root.body' : '@root.title'
}

test('what the check lets through renders, and escapes', () => {
  let passed = 0
  const property = fc.property(theme, fc.array(view, { minLength: 4, maxLength: 4 }), (random, views) => {
    const compiled = compileMended(random)
    if (!compiled) return
    passed++
    const reference = handlebarsRenderer(
      themeFiles(compiled.sources, (source) => source),
      {},
    )
    const apart = compiled.theme.renderer({})
    for (const given of views) {
      const rendered = apart('page', given)
      // What all views share is worked out beforehand, and gives the same.
      const { items, image, ...others } = given
      const shared = compiled.theme.renderer({ items, image })('page', others)
      const expected = reference('page', given)
      expect({ rendered, shared, files: compiled.files }).toEqual({
        ...{ rendered: expected, shared: expected, files: compiled.files },
      })
      expect({ ...rendered, files: compiled.files }).not.toHaveProperty('failure')
      expect('text' in rendered && rendered.text).not.toContain('<T>')
    }
  })
  fc.assert(property, { numRuns: 150, seed: 1 })
  expect(passed).toBeGreaterThan(80)
}, 60000)
