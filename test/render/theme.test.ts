/** The Handlebars engine: what templates may say, what they print, and how their faults are told. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Diagnostic, inFile, problem, wording } from '../../src/diagnostics/diagnostic.ts'
import { compileTheme } from '../../src/render/theme/compile-theme.ts'
import type { HelperDefinition } from '../../src/render/theme/helper.ts'

const link = z.object({ title: z.string(), url: z.string() })
const shape = z.object({
  title: z.string(),
  count: z.number(),
  note: z.string().nullable(),
  body: z.string().meta({ html: true }),
  data: z.record(z.string(), z.unknown()).meta({ opaque: true }),
  category: link,
  image: z.object({ url: z.string(), credit: link.nullable() }).nullable(),
  tags: z.array(z.string()),
  items: z.array(link.extend({ image: z.object({ url: z.string() }).nullable(), children: z.array(link) })),
})

const view: z.infer<typeof shape> = {
  title: 'Tin',
  count: 0,
  note: null,
  body: '<p>chữ</p>',
  data: { a: 1 },
  category: { title: 'Mục', url: '/muc/' },
  image: null,
  tags: ['a', 'b'],
  items: [
    { title: 'Một', url: '/1/', image: { url: '/1.jpg' }, children: [{ title: 'con', url: '/1/1/' }] },
    { title: 'Hai', url: '/2/', image: null, children: [] },
  ],
}

const helpers: Record<string, HelperDefinition> = {
  t: { usage: '{{t "label"}}', minimum: 1, maximum: Infinity, result: 'text', call: (...args) => args.join('|') },
  eq: { usage: '{{#if (eq a b)}}', minimum: 2, maximum: 2, result: 'boolean', call: (a, b) => a === b },
  bold: { usage: '{{bold x}}', minimum: 1, maximum: 1, result: 'html', call: (x) => `<b>${String(x).length}</b>` },
  first: {
    usage: '{{#each (first list 3)}}',
    minimum: 2,
    maximum: 2,
    result: 'value',
    call: (list, n) => (list as unknown[]).slice(0, Number(n)),
  },
  asset: {
    usage: '{{asset "name"}}',
    minimum: 1,
    maximum: 1,
    result: 'text',
    call: (name) => {
      if (name !== 'x.css') throw new Error(`no ${String(name)}`)
      return '/assets/x.1.css'
    },
    check: ([name]) =>
      name && name.value !== 'x.css'
        ? problem('asset-missing', { name: String(name.value), known: 'x.css' }, name.place)
        : null,
  },
}

/** A theme of template texts by name; those beginning with `partials/` are partials. Each other one has `shape`. */
function compile(files: Record<string, string>, shapes?: Record<string, z.ZodObject>) {
  const sources = Object.entries(files).map(([name, text]) => ({ name, file: `templates/${name}.hbs`, text }))
  const templates = Object.keys(files).filter((name) => !name.startsWith('partials/'))
  return compileTheme(sources, shapes ?? Object.fromEntries(templates.map((name) => [name, shape])), helpers)
}

function render(files: Record<string, string>, given: object = view): string {
  const { theme, diagnostics } = compile(files)
  expect(diagnostics).toEqual([])
  const rendered = theme?.renderer({})('page', given)
  if (!rendered || !('text' in rendered)) throw new Error(JSON.stringify(rendered))
  return rendered.text
}

function faults(files: Record<string, string>): string[] {
  const { theme, diagnostics } = compile(files)
  if (diagnostics.some((d) => d.severity === 'error')) expect(theme).toBeNull()
  return diagnostics.map(line)
}

/** `templates/page.hbs:1:3 code {args} < trail`, without `templates/`. */
function line(d: Diagnostic): string {
  const place = d.place ? `${d.place.file}:${d.place.line}:${d.place.column}` : '-'
  const trail = d.trail.length > 0 ? ` < ${d.trail.join(' < ')}` : ''
  return `${place} ${d.code} ${JSON.stringify(d.args)}${trail}`.replaceAll('templates/', '').replaceAll('.hbs', '')
}

const page = (text: string) => faults({ page: text })

describe('what templates print', () => {
  test.each([
    ['a name', '{{title}} {{category.title}} {{this.title}} {{./title}} {{count}}', 'Tin Mục Tin Tin 0'],
    ['nothing for null', '[{{note}}]', '[]'],
    ['cleaned HTML as it is', '{{{body}}}{{& body}}', '<p>chữ</p><p>chữ</p>'],
    [
      'a list',
      '{{#each tags}}{{@index}}{{@key}}{{this}}{{.}}{{#if @first}}!{{/if}}{{#if @last}}.{{/if}}{{/each}}',
      '00aa!11bb.',
    ],
    [
      'a list with block parameters',
      '{{#each items as |item i|}}{{i}}{{item.title}}{{title}}{{/each}}',
      '0MộtMột1HaiHai',
    ],
    [
      'outer names',
      '{{#each items}}{{#each children}}{{../title}}/{{../../title}}/{{@root.title}}/{{@../index}}{{/each}}{{/each}}',
      'Một/Tin/Tin/0',
    ],
    ['an empty list', '{{#each items}}{{#each children}}{{title}}{{else}}-{{/each}}{{/each}}', 'con-'],
    [
      'conditions',
      '{{#if note}}a{{else if image}}b{{else}}c{{/if}}{{#unless note}}d{{/unless}}{{#if count includeZero=true}}e{{/if}}',
      'cde',
    ],
    ['a length', '{{items.length}}{{#if tags.length}}!{{/if}}', '2!'],
    ['the values of a group of one type', '{{#each category}}{{@key}}={{this}};{{/each}}', 'title=Mục;url=/muc/;'],
    ['the same context without a step of ../', '{{#with category}}{{#with this}}{{../title}}{{/with}}{{/with}}', 'Tin'],
    [
      'helpers',
      '{{t "a" title}} {{#if (eq title "Tin")}}{{bold (t title)}}{{/if}} {{asset "x.css"}}',
      'a|Tin <b>3</b> /assets/x.1.css',
    ],
    ['values of helpers', '{{#each (first items 1)}}{{title}}{{/each}}', 'Một'],
  ])('%s', (_, text, expected) => {
    expect(render({ page: text })).toBe(expected)
  })

  test('lines that hold nothing but a block leave no blank lines', () => {
    const text = '<ul>\n  {{#each tags}}\n    {{#if this}}\n    <li>{{this}}</li>\n    {{/if}}\n  {{/each}}\n</ul>\n'
    expect(render({ page: text })).toBe('<ul>\n    <li>a</li>\n    <li>b</li>\n</ul>\n')
  })

  test("a partial's indentation stays out of the lines of its text", () => {
    const files = { page: '<div>\n    {{> text}}\n</div>', 'partials/text': '{{{body}}}\n' }
    expect(render(files, { ...view, body: '<pre>a\nb</pre>' })).toBe('<div>\n    <pre>a\nb</pre>\n</div>')
  })
})

describe('partials', () => {
  test('have the context given, with the hash laid over it', () => {
    const files = {
      page: '{{> deep/item category title=(t "a" title) more=tags}}{{> "deep/item" title="b" url=note more=tags}}',
      'partials/deep/item': '{{title}} {{url}} {{more.length}}{{@root.count}};',
    }
    expect(render(files)).toBe('a|Tin /muc/ 20;b  20;')
  })

  test('are layouts with a block, its inline partials, and defaults', () => {
    const files = {
      page: '{{#> layout heading=title}}{{#*inline "aside"}}<{{category.title}}>{{/inline}}{{heading}}, {{category.title}}{{/layout}}',
      'partials/layout': '[{{> @partial-block}}|{{#> aside}}no aside{{/aside}}|{{> foot}}]',
      'partials/foot': '{{> @partial-block}}',
      other: '{{#> layout}}text{{/layout}}',
    }
    expect(render(files)).toBe('[Tin, Mục|<Mục>|Tin, Mục]')
    const rendered = compile(files).theme?.renderer({})('other', view)
    expect(rendered).toEqual({ text: '[text|no aside|text]' })
  })

  test('may stand in one another, also in themselves by way of a block', () => {
    const files = {
      page: '{{#each tags as |tag|}}{{#> box}}{{tag}}{{#> box}}{{@index}}{{/box}}{{/box}}{{/each}}',
      'partials/box': '({{> @partial-block}})',
    }
    expect(render(files)).toBe('(a(0))(b(1))')
  })

  test('keep their inline partials when they are called again inside of themselves', () => {
    const files = {
      page: '{{#> box}}{{#*inline "x"}}1{{/inline}}{{#> box}}{{#*inline "x"}}2{{/inline}}{{/box}}{{/box}}',
      'partials/box': '({{> @partial-block}}{{#if title}}{{> x}}{{/if}})',
    }
    expect(render(files)).toBe('((2)1)')
  })

  test('know what a guard around their call has tested', () => {
    const files = {
      page: '{{#if image}}{{> figure}}{{> url image}}{{> credit made=image}}{{/if}}{{#each items}}{{#if image}}{{> url image}}{{/if}}{{/each}}',
      'partials/figure': '{{image.url}}',
      'partials/url': '{{url}}',
      'partials/credit': '{{made.url}}',
    }
    expect(render(files)).toBe('/1.jpg')
    expect(render(files, { ...view, image: { url: '/x.jpg', credit: null } })).toBe('/x.jpg/x.jpg/x.jpg/1.jpg')
  })
})

describe('faults of names', () => {
  test.each([
    [
      'a mistyped name',
      '\n  {{ titl }}',
      ['page:2:6 template-unknown-name {"name":"titl","context":"page","known":"title"}'],
    ],
    [
      'inside a group',
      '{{category.titl}}',
      ['page:1:3 template-unknown-name {"name":"titl","context":"category","known":"title"}'],
    ],
    ['below a text', '{{title.x}}', ['page:1:3 template-unknown-name {"name":"x","context":"title","known":null}']],
    [
      'in a loop',
      '{{#each items}}{{titl}}{{/each}}',
      ['page:1:18 template-unknown-name {"name":"titl","context":"items[]","known":"title"}'],
    ],
    [
      'in an inner loop',
      '{{#each items}}{{#each children as |c|}}{{c.ur}}{{/each}}{{/each}}',
      ['page:1:43 template-unknown-name {"name":"ur","context":"items[].children[]","known":"url"}'],
    ],
    [
      'a name of the outer context',
      '{{#each items}}{{count}}{{/each}}',
      ['page:1:18 template-unknown-name {"name":"count","context":"items[]","known":"../count"}'],
    ],
    [
      'a block parameter',
      '{{#each items as |item|}}{{itm.url}}{{/each}}',
      ['page:1:28 template-unknown-name {"name":"itm","context":"items[]","known":"item"}'],
    ],
    [
      'in every branch',
      '{{#if a}}{{b}}{{else if c}}{{d}}{{else}}{{e}}{{/if}}',
      ['a', 'b', 'c', 'd', 'e'].map(
        (name, i) =>
          `page:1:${[7, 12, 25, 30, 43][i]} template-unknown-name {"name":"${name}","context":"page","known":null}`,
      ),
    ],
    [
      'in arguments',
      '{{t (eq titl 1)}}{{#with category as |c|}}{{t c.x}}{{/with}}',
      [
        'page:1:9 template-unknown-name {"name":"titl","context":"page","known":"title"}',
        'page:1:47 template-unknown-name {"name":"x","context":"category","known":null}',
      ],
    ],
    [
      'below a list',
      '{{items.title}}{{items.[0]}}',
      [
        'page:1:3 template-unknown-name {"name":"title","context":"items","known":null}',
        'page:1:18 template-unknown-name {"name":"0","context":"items","known":null}',
      ],
    ],
    [
      '@index outside of a loop',
      '{{@index}}',
      ['page:1:3 template-unknown-name {"name":"@index","context":"page","known":null}'],
    ],
    [
      'a mistyped variable',
      '{{#each tags}}{{@indx}}{{/each}}{{@rot.title}}',
      [
        'page:1:17 template-unknown-name {"name":"@indx","context":"tags[]","known":"@index"}',
        'page:1:35 template-unknown-name {"name":"@rot.title","context":"page","known":"@root"}',
      ],
    ],
    [
      'below @root',
      '{{@root.category.x}}',
      ['page:1:3 template-unknown-name {"name":"x","context":"category","known":null}'],
    ],
    [
      'above the view',
      '{{../title}}{{#each tags}}{{../../title}}{{/each}}',
      ['page:1:3 template-parent {"name":"../title"}', 'page:1:29 template-parent {"name":"../../title"}'],
    ],
    [
      'through a context that may be the same',
      '{{#each items}}{{#each @root.items}}{{../title}}{{/each}}{{#each ../tags}}{{../title}}{{/each}}{{/each}}',
      ['page:1:39 template-parent {"name":"../title"}'],
    ],
    [
      'into a prototype',
      '{{__proto__.x}}{{constructor}}{{tags.constructor}}{{category.__proto__}}',
      [
        'page:1:3 template-unknown-name {"name":"__proto__","context":"page","known":null}',
        'page:1:18 template-unknown-name {"name":"constructor","context":"page","known":null}',
        'page:1:33 template-unknown-name {"name":"constructor","context":"tags","known":null}',
        'page:1:53 template-unknown-name {"name":"__proto__","context":"category","known":null}',
      ],
    ],
    [
      'after a comment',
      '{{!-- a }} --}}{{x}}',
      ['page:1:18 template-unknown-name {"name":"x","context":"page","known":null}'],
    ],
  ])('%s', (_, text, expected) => {
    expect(page(text)).toEqual(expected)
  })
})

describe('faults of values', () => {
  test.each([
    ['a group', '{{category}}', ['page:1:3 template-value {"name":"category","kind":"object"}']],
    [
      'a list',
      '{{#with category}}{{../items}}{{/with}}{{@root}}',
      [
        'page:1:21 template-value {"name":"../items","kind":"list"}',
        'page:1:42 template-value {"name":"@root","kind":"object"}',
      ],
    ],
    [
      'what only a helper may read',
      '{{data}}{{data.a}}',
      [
        'page:1:3 template-value {"name":"data","kind":"opaque"}',
        'page:1:11 template-unknown-name {"name":"a","context":"data","known":null}',
      ],
    ],
    [
      'text without escaping',
      '{{{title}}}{{& category.title}}{{{t "a"}}}{{{first tags 1}}}',
      [
        'page:1:4 template-unescaped {"name":"title"}',
        'page:1:16 template-unescaped {"name":"category.title"}',
        'page:1:35 template-unescaped {"name":"t"}',
        'page:1:46 template-unescaped {"name":"first"}',
      ],
    ],
    [
      'without escaping what a helper made',
      '{{#each (first tags 1)}}{{{this}}}{{/each}}',
      ['page:1:28 template-unescaped {"name":"this"}'],
    ],
    ['escaped HTML', '{{body}}', ['page:1:3 template-escaped-html {"name":"body"}']],
    [
      'what may be empty',
      '{{image.url}}{{#if image.credit.title}}{{/if}}',
      ['page:1:3 template-nullable {"name":"image"}', 'page:1:20 template-nullable {"name":"image"}'],
    ],
    [
      'what may be empty inside what may be',
      '{{#if image}}{{image.credit.url}}{{image.url}}{{else}}{{image.url}}{{/if}}',
      ['page:1:16 template-nullable {"name":"image.credit"}', 'page:1:57 template-nullable {"name":"image"}'],
    ],
    [
      'after a guard',
      '{{#with image}}{{url}}{{#if credit}}{{credit.url}}{{@root.image.credit.url}}{{/if}}{{/with}}{{image.url}}',
      ['page:1:95 template-nullable {"name":"image"}'],
    ],
    [
      'in the wrong branch',
      '{{#unless image}}{{image.url}}{{else}}{{image.url}}{{/unless}}',
      ['page:1:20 template-nullable {"name":"image"}'],
    ],
    [
      'of one item and not of another',
      '{{#each items as |a|}}{{#if image}}{{a.image.url}}{{#each ../items as |b|}}{{b.image.url}}{{/each}}{{/if}}{{/each}}',
      ['page:1:78 template-nullable {"name":"b.image"}'],
    ],
    ['as the context of a partial', '{{> p image}}', ['page:1:7 template-nullable {"name":"image"}']],
  ])('%s', (_, text, expected) => {
    expect(faults({ page: text, 'partials/p': '{{url}}' })).toEqual(expected)
  })
})

describe('faults of calls', () => {
  const usage = (name: string, expected: string) => `template-helper-usage ${JSON.stringify({ name, expected })}`
  const each = usage('each', '{{#each list as |item|}}…{{else}}…{{/each}}')
  const inline = usage('inline', '{{#*inline "name"}}…{{/inline}}')
  test.each([
    [
      'an unknown helper',
      '{{asse "x"}}{{#if (equals 1 2)}}{{/if}}',
      [
        'page:1:3 template-unknown-helper {"name":"asse","known":"asset"}',
        'page:1:20 template-unknown-helper {"name":"equals","known":null}',
      ],
    ],
    [
      'lookup and log are no helpers here',
      '{{lookup items 0}}{{log title}}{{#each (lookup . "items")}}{{x}}{{/each}}',
      [
        'page:1:3 template-unknown-helper {"name":"lookup","known":null}',
        'page:1:21 template-unknown-helper {"name":"log","known":null}',
        'page:1:41 template-unknown-helper {"name":"lookup","known":null}',
      ],
    ],
    [
      'a prototype is no helper',
      '{{constructor title}}{{#toString}}{{/toString}}',
      [
        'page:1:3 template-unknown-helper {"name":"constructor","known":null}',
        'page:1:25 template-unknown-helper {"name":"toString","known":null}',
      ],
    ],
    [
      'too few and too many arguments',
      '{{t}}{{eq 1}}{{asset "x.css" 2}}{{t "a" b="c"}}',
      [
        `page:1:3 ${usage('t', '{{t "label"}}')}`,
        `page:1:8 ${usage('eq', '{{#if (eq a b)}}')}`,
        `page:1:16 ${usage('asset', '{{asset "name"}}')}`,
        `page:1:35 ${usage('t', '{{t "label"}}')}`,
      ],
    ],
    [
      'a helper that is no block',
      '{{#eq 1 2}}{{x}}{{/eq}}',
      [
        `page:1:4 ${usage('eq', '{{#if (eq a b)}}')}`,
        'page:1:14 template-unknown-name {"name":"x","context":"page","known":null}',
      ],
    ],
    ['a block that is no helper', '{{if title}}', [`page:1:3 ${usage('if', '{{#if value}}…{{else}}…{{/if}}')}`]],
    [
      'a section in the manner of Mustache',
      '{{#items}}{{/items}}{{^items}}{{/items}}',
      [
        'page:1:4 template-unknown-helper {"name":"items","known":null}',
        'page:1:24 template-unknown-helper {"name":"items","known":null}',
      ],
    ],
    [
      'a block without its argument',
      '{{#each}}{{x}}{{/each}}{{#each tags as |a a|}}{{/each}}',
      [`page:1:4 ${each}`, `page:1:27 ${each}`],
    ],
    ['going through a text', '{{#each title}}{{x}}{{/each}}', [`page:1:9 ${each}`]],
    [
      'what a helper finds in its arguments',
      '\n<link href="{{asset "y.css"}}">{{asset title}}',
      ['page:2:21 asset-missing {"name":"y.css","known":"x.css"}'],
    ],
    [
      'an inline partial without a name',
      '{{#*inline x}}{{/inline}}{{#*inlin "x"}}{{/inlin}}{{* foo}}',
      [
        `page:1:5 ${inline}`,
        'page:1:30 template-unknown-helper {"name":"*inlin","known":"*inline"}',
        'page:1:55 template-unknown-helper {"name":"*foo","known":null}',
      ],
    ],
    [
      'a partial with two contexts',
      '{{> p title count}}',
      [`page:1:13 ${usage('> p', '{{> partial context key=value}}')}`],
    ],
    [
      'a partial whose name is worked out',
      '{{> (lookup . "title")}}{{#> (t "p")}}{{x}}{{/undefined}}',
      [
        'page:1:5 partial-dynamic {}',
        'page:1:30 partial-dynamic {}',
        'page:1:41 template-unknown-name {"name":"x","context":"page","known":null}',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(faults({ page: text, 'partials/p': 'p' })).toEqual(expected)
  })
})

describe('faults of partials', () => {
  test('are told with the calls that lead to them', () => {
    const files = {
      home: '\n{{#each items}}\n{{> item}}{{/each}}',
      'partials/item': '\n\n{{> meta}}',
      'partials/meta': '{{title}} {{date}}',
    }
    expect(compile(files).diagnostics[0]?.trail).toEqual(['templates/home.hbs:3', 'templates/partials/item.hbs:3'])
    expect(faults(files)).toEqual([
      'partials/meta:1:13 template-unknown-name {"name":"date","context":"items[]","known":null} < home:3 < partials/item:3',
    ])
  })

  test('are told once, by the first template, whatever the order of the files', () => {
    const files = Object.entries({
      b: '{{> head}}{{> item category}}',
      a: '\n{{> item items}}{{> head}}',
      'partials/head': '{{x}}',
      'partials/item': '{{y}}',
    })
    const expected = [
      'partials/head:1:3 template-unknown-name {"name":"x","context":"a","known":null} < a:2',
      'partials/item:1:3 template-unknown-name {"name":"y","context":"items","known":null} < a:2',
    ]
    expect(faults(Object.fromEntries(files))).toEqual(expected)
    expect(faults(Object.fromEntries(files.reverse()))).toEqual(expected)
  })

  test('show where only one of several callers gives too little', () => {
    expect(faults({ page: '{{> p made=title}}\n{{> p}}', 'partials/p': '{{made}}' })).toEqual([
      'partials/p:1:3 template-unknown-name {"name":"made","context":"page","known":null} < page:2',
    ])
  })

  test('end at their own context, also in an inline partial and a block', () => {
    const files = {
      page: '{{#with category}}{{> p}}{{#> q}}{{../title}}{{#*inline "x"}}{{#each ../tags}}{{/each}}{{/inline}}{{/q}}{{/with}}',
      'partials/p': '{{../title}}{{#with url}}{{../title}}{{/with}}',
      'partials/q': '{{> @partial-block}}{{> x}}',
    }
    expect(faults(files)).toEqual([
      'page:1:36 template-parent {"name":"../title"}',
      'page:1:70 template-parent {"name":"../tags"}',
      'partials/p:1:3 template-parent {"name":"../title"} < page:1',
    ])
  })

  test('of a text with a hash have the hash alone', () => {
    expect(faults({ page: '{{> p title made=count}}', 'partials/p': '{{made}}{{this}}' })).toEqual([
      'partials/p:1:11 template-value {"name":"this","kind":"object"} < page:1',
    ])
  })

  test('that are inline reach no block parameters from around them', () => {
    expect(page('{{#each items as |title|}}{{#*inline "x"}}{{title}}{{url}}{{/inline}}{{> x}}{{/each}}')).toEqual([
      'page:1:45 template-parent {"name":"title"}',
    ])
  })

  test('missing: with the nearest name, and where', () => {
    const files = {
      page: '{{> itm}}\n{{#if title}}{{> a/b}}{{/if}}{{#> layuot}}{{x}}{{/layuot}}',
      'partials/item': '',
      'partials/layout': '',
    }
    expect(faults(files)).toEqual([
      'page:1:5 partial-missing {"name":"itm","known":"item"}',
      'page:2:18 partial-missing {"name":"a/b","known":null}',
      'page:2:35 partial-missing {"name":"layuot","known":"layout"}',
      'page:2:45 template-unknown-name {"name":"x","context":"page","known":null}',
    ])
  })

  test('an inline partial that a layout needs and one template does not give', () => {
    const files = {
      a: '{{#> layout}}{{#*inline "aside"}}a{{/inline}}{{/layout}}',
      b: '\n{{#> layout}}{{/layout}}',
      'partials/layout': '{{> @partial-block}}{{> aside}}',
    }
    expect(faults(files)).toEqual(['partials/layout:1:25 partial-missing {"name":"aside","known":"aside"} < b:2'])
  })

  test('a block that the caller does not give', () => {
    expect(faults({ page: '{{> p}}{{> @partial-block}}', 'partials/p': '{{> @partial-block}}' })).toEqual([
      'page:1:12 partial-block-missing {"name":null}',
      'partials/p:1:5 partial-block-missing {"name":"p"} < page:1',
    ])
    expect(render({ page: '{{> p}}', 'partials/p': '{{#> @partial-block}}-{{/@partial-block}}' })).toBe('-')
  })

  test('what is written for a layout that never prints it', () => {
    const files = {
      page: '{{#> layout}}{{#*inline "asied"}}a{{/inline}}b{{/layout}}\n{{#> layout}} {{! nothing }} {{/layout}}',
      'partials/layout': '{{#> aside}}c{{/aside}}{{#*inline "aside"}}{{/inline}}',
    }
    expect(faults(files)).toEqual([
      'page:1:1 template-unused-block {"name":"layout"}',
      'page:1:14 template-unused-block {"name":"asied"}',
    ])
    expect(compile(files).theme).not.toBeNull()
  })

  test('circles, told once with their chain', () => {
    const files = {
      one: '{{> a}}',
      two: '{{> b}}',
      'partials/a': '{{#if title}}\n  {{> b}}{{/if}}',
      'partials/b': '{{> c}}',
      'partials/c': '{{> a}}{{x}}',
      'partials/self': '{{> self}}',
    }
    expect(faults(files)).toEqual([
      'partials/c:1:5 partial-cycle {"chain":"a → b → c → a"} < one:1 < partials/a:2 < partials/b:1',
      'partials/c:1:10 template-unknown-name {"name":"x","context":"one","known":null} < one:1 < partials/a:2 < partials/b:1',
    ])
    expect(page('{{#*inline "x"}}{{> y}}{{/inline}}{{#*inline "y"}}{{> x}}{{/inline}}{{> x}}')).toEqual([
      'page:1:55 partial-cycle {"chain":"x → y → x"}',
    ])
    expect(faults({ page: '{{#*inline "x"}}{{> p}}{{/inline}}{{> x}}', 'partials/p': '{{> x}}' })).toEqual([
      'partials/p:1:5 partial-cycle {"chain":"x → x"} < page:1',
    ])
  })
})

describe('faults of syntax and of the set of files', () => {
  test.each([
    ['a tag left open', 'a\n  {{title', '2:5', '{{title'],
    ['a wrong closing tag', '{{#if title}}\n  {{#each tags}}\n{{/if}}{{/each}}', '2:6', '{{#each}} … {{/if}}'],
    ['a block left open', '\n{{#if title}}\n  {{#each tags}}{{/each}} {{!-- {{/if}} --}}\ntext\n', '2:1', '{{#if}} …'],
    ['a layout left open', '{{#> layout}}', '1:1', '{{#layout}} …'],
    ['a stray else', 'x {{else}}', '1:3', '{{else}}'],
    ['a stray closing tag', '{{title}}\r\n{{/if}}', '2:1', '{{/if}}'],
    ['a text left open', '{{t "x}}', '1:5', '{{t "x}}'],
    ['a path that turns round', '{{title/../count}}', '1:3', 'title/..'],
    ['a comment left open', 'a\n{{!-- b', '2:1', '{{!-- b'],
  ])('%s', (_, text, place, detail) => {
    expect(page(text)).toEqual([`page:${place} template-syntax ${JSON.stringify({ detail })}`])
  })

  test('a file that nothing uses is read for its syntax alone', () => {
    const files = { page: '', 'partials/a': '{{x}}{{> y}}', 'partials/b': '{{#if x}}', unused: '{{z}}{{/if}}' }
    const sources = Object.entries(files).map(([name, text]) => ({ name, file: `templates/${name}.hbs`, text }))
    expect(compileTheme(sources, { page: shape }, helpers).diagnostics.map(line)).toEqual([
      'partials/b:1:1 template-syntax {"detail":"{{#if}} …"}',
      'unused:1:6 template-syntax {"detail":"{{/if}}"}',
    ])
  })

  test('a partial that is no Handlebars is no missing partial, and its block is still checked', () => {
    expect(faults({ page: '{{> p}}{{#> p}}{{x}}{{/p}}', 'partials/p': '{{' })).toEqual([
      'page:1:18 template-unknown-name {"name":"x","context":"page","known":null}',
      'partials/p:1:3 template-syntax {"detail":"{{"}',
    ])
  })

  test('a template that is not there', () => {
    expect(compile({ page: '{{x}}' }, { page: shape, home: shape, about: shape }).diagnostics.map(line)).toEqual([
      '- template-missing {"name":"about"}',
      '- template-missing {"name":"home"}',
      'page:1:3 template-unknown-name {"name":"x","context":"page","known":null}',
    ])
  })

  test('all faults of all templates come in one run, sorted by place', () => {
    const files = {
      z: '{{a}}',
      m: '{{#each items}}{{b}}{{/each}}{{> c}}',
      'partials/p': '{{#',
      a: '{{{title}}}\n{{t}}',
    }
    expect(faults(files).map((fault) => fault.split(' ', 2).join(' '))).toEqual([
      'a:1:4 template-unescaped',
      'a:2:3 template-helper-usage',
      'm:1:18 template-unknown-name',
      'm:1:34 partial-missing',
      'partials/p:1:4 template-syntax',
      'z:1:3 template-unknown-name',
    ])
  })

  test('every fault is worded in both languages', () => {
    const files = {
      page: '{{image.url}}{{../x}}{{body}}{{> (t "a")}}{{> @partial-block}}{{> p}}',
      'partials/p': '{{> @partial-block}}',
    }
    for (const diagnostic of compile(files).diagnostics) {
      for (const language of ['vi', 'en'] as const) {
        const { message, hint } = wording(diagnostic, language)
        expect(`${message} ${hint}`).not.toMatch(/undefined|null|object/)
      }
    }
  })
})

describe('safety', () => {
  const nasty = `<script>alert("1")</script>'\`={{title}}`

  test('author text is escaped wherever it stands', () => {
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#x27;&#x60;&#x3D;{{title}}'
    const files = {
      page: '{{title}}{{t title}}{{#each tags}}{{this}}{{/each}}{{> p made=title}}{{#with title}}{{.}}{{/with}}',
      'partials/p': '{{made}}',
    }
    expect(render(files, { ...view, title: nasty, tags: [nasty] })).toBe(escaped.repeat(5))
  })

  test('author text is never taken for a template, a partial or a helper', () => {
    const given = { ...view, title: '{{> p}}{{{body}}}', tags: ['p', 'eq', '__proto__', 'constructor'] }
    expect(render({ page: '{{title}}{{#each tags}}{{this}} {{/each}}' }, given)).toBe(
      '{{&gt; p}}{{{body}}}p eq __proto__ constructor ',
    )
  })

  test.each([
    ['a method', { toHTML: () => '<script>' }],
    ['an object of a class', new Date(0)],
    ['an object without a prototype', Object.create(null) as object],
    ['a function', () => '<script>'],
  ])('a view with %s is refused', (_, title) => {
    const { theme } = compile({ page: '{{title}}' })
    expect(() => theme?.renderer({})('page', { ...view, title })).toThrow(TypeError)
  })

  test('an object that only says it is HTML is escaped', () => {
    expect(
      render(
        { page: '{{#each (first items 1)}}{{title}}{{/each}}' },
        { ...view, items: [{ title: { toHTML: '<b>', string: '<b>' } }] },
      ),
    ).toBe('[object Object]')
  })

  test('what values inherit is not read', () => {
    const page =
      '{{#each (first items 1)}}{{#if constructor}}a{{/if}}{{#if toString}}b{{/if}}{{#if __proto__}}c{{/if}}{{/each}}'
    expect(render({ page })).toBe('')
    expect(render({ page: '{{#each (first items 1)}}{{constructor}}{{__proto__}}{{/each}}' })).toBe('')
  })

  test('keys named like a prototype do not reach other values', () => {
    const data = JSON.parse('{"__proto__": {"title": "bad"}}') as Record<string, unknown>
    expect(render({ page: '{{> p count=1}}', 'partials/p': '{{title}}' }, { ...view, data })).toBe('Tin')
    expect(({} as { title?: string }).title).toBeUndefined()
  })
})

describe('a theme', () => {
  test('tells where a helper failed', () => {
    const { theme } = compile({ page: '{{> p}}', 'partials/p': '\n  {{asset title}}' })
    expect(theme?.renderer({})('page', view)).toEqual({
      failure: { detail: 'asset: no Tin', place: { file: 'templates/partials/p.hbs', line: 2, column: 3 } },
    })
  })

  test('tells the template where a view has not its shape', () => {
    const { theme } = compile({ page: '{{title}}' })
    expect(theme?.renderer({})('page', {})).toEqual({
      failure: { detail: '"title" not defined in [object Object] - 1:2', place: inFile('templates/page.hbs') },
    })
  })

  test('knows no other templates', () => {
    const { theme } = compile({ page: '' })
    expect(() => theme?.renderer({})('other', view)).toThrow('other')
    expect(theme?.closures.get('other')).toBeUndefined()
  })

  test('renders the same again, also after a failure', () => {
    const { theme } = compile({ page: '{{#*inline "x"}}{{asset title}}{{/inline}}{{> x}}{{count}}' })
    const good = { ...view, title: 'x.css' }
    expect(theme?.renderer({})('page', good)).toEqual({ text: '/assets/x.1.css0' })
    expect(theme?.renderer({})('page', view)).toHaveProperty('failure')
    expect(theme?.renderer({})('page', good)).toEqual({ text: '/assets/x.1.css0' })
  })

  test('has a digest for a template and all it pulls in', () => {
    const files = {
      page: '{{#if title}}{{> a}}{{/if}}',
      other: '{{> c}}',
      'partials/a': '{{#> b}}{{/b}}',
      'partials/b': '{{#> @partial-block}}{{/@partial-block}}',
      'partials/c': 'c',
    }
    const digest = (changed: Partial<typeof files>, name = 'page') =>
      compile({ ...files, ...changed }).theme?.closures.get(name)
    const before = digest({})
    expect(before).toMatch(/^[0-9a-f]{64}$/)
    expect(digest(Object.fromEntries(Object.entries(files).reverse()))).toBe(before)
    expect(digest({ 'partials/c': 'C', other: '{{> b}}' })).toBe(before)
    expect(digest({ 'partials/b': '{{#> @partial-block}} {{/@partial-block}}' })).not.toBe(before)
    expect(digest({ page: '{{#if title}}{{> a}}{{/if}} ' })).not.toBe(before)
    expect(digest({}, 'other')).not.toBe(before)
  })

  test('refuses shapes that no view may have', () => {
    expect(() => compile({ page: '' }, { page: z.object({ x: z.string().optional() }) })).toThrow('optional')
    expect(() => compile({ page: '' }, { page: z.object({ x: z.record(z.string(), z.string()) }) })).toThrow('record')
  })
})
