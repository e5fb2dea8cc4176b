/** The block of keys at the head of a text: every way its fences can be wrong, and the place of each key. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { readBulletin } from '../../src/content/bulletin.ts'
import { splitFrontMatter } from '../../src/content/front-matter.ts'
import { referenceReader } from '../../src/content/markdown/reader.ts'
import { decodeText } from '../../src/source/text.ts'
import { buildPortal, bulletin, portal } from '../support/portal.ts'

const file = 'content/a.md'
const keys = 'title: Tin\ndate: 2024-05-06\nauthor: Lừ Chương\n'

function split(text: string) {
  const { frontMatter, diagnostics } = splitFrontMatter(text, file)
  return {
    frontMatter,
    told: diagnostics.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`),
    diagnostics,
  }
}

function good(text: string) {
  const { frontMatter, told } = split(text)
  expect(told).toEqual([])
  if (frontMatter === null) throw new Error('no front matter')
  return frontMatter
}

describe('a good block', () => {
  test('gives values, body and the line on which the body begins', () => {
    const { values, body, bodyLine } = good(`---\n${keys}---\n\nNội dung.\n`)
    expect(values).toEqual({ title: 'Tin', date: '2024-05-06', author: 'Lừ Chương' })
    expect(body).toBe('\nNội dung.\n')
    expect(bodyLine).toBe(6)
  })

  test.each([
    ['CRLF', `---\n${keys}---\nNội dung.\n`.replace(/\n/g, '\r\n'), 'Nội dung.\r\n'],
    ['trailing blanks behind the fences', `--- \n${keys}---\t \nNội dung.\n`, 'Nội dung.\n'],
    ['nothing behind the closing fence', `---\n${keys}---`, ''],
    ['further rules in the text', `---\n${keys}---\nmột\n\n---\n\nhai\n`, 'một\n\n---\n\nhai\n'],
  ])('%s', (_, text, body) => {
    const read = good(text)
    expect(read.values).toEqual({ title: 'Tin', date: '2024-05-06', author: 'Lừ Chương' })
    expect(read.body).toBe(body)
    expect(read.bodyLine).toBe(6)
  })

  test('a byte order mark is no part of it', () => {
    const decoded = decodeText(Buffer.from(`\uFEFF---\n${keys}---\nchữ`), file)
    if ('diagnostic' in decoded) throw new Error('refused')
    expect(good(decoded.text).values).toMatchObject({ title: 'Tin' })
  })

  test('`---` within a text block is no fence when it is indented', () => {
    const read = good(`---\nsummary: |\n  một\n  ---\n  hai\n${keys}---\nchữ`)
    expect(read.values.summary).toBe('một\n---\nhai\n')
    expect(read.body).toBe('chữ')
    expect(read.bodyLine).toBe(10)
  })

  test('`---` within a value is no fence', () => {
    expect(good(`---\ntitle: a --- b\n---\nchữ`).values).toEqual({ title: 'a --- b' })
  })

  test('may be empty', () => {
    expect(good('---\n---\nchữ')).toMatchObject({ values: {}, body: 'chữ', bodyLine: 3 })
    expect(good('---\n# ghi chú\n\n---\nchữ')).toMatchObject({ values: {}, body: 'chữ', bodyLine: 5 })
  })

  test('what it gives is not what an earlier text of the same words gave', () => {
    const text = `---\ntags: [a]\n---\n`
    ;(good(text).values.tags as string[]).push('b')
    expect(good(text).values.tags).toEqual(['a'])
  })
})

describe('places are those of the file', () => {
  const lines = [
    '---',
    '# ghi chú',
    'title: Tin',
    'author:',
    '  - {name: Lừ Chương}',
    '  - Mùa A Dếnh',
    'decision: "94/QĐ-UBND"',
    '---',
    'chữ',
  ]
  test.each(['\n', '\r\n'])('with lines that end in %j', (end) => {
    const { placeOf } = good(lines.join(end))
    expect(placeOf(['title'], 'key')).toEqual({ file, line: 3, column: 1 })
    expect(placeOf(['title'], 'value')).toEqual({ file, line: 3, column: 8 })
    expect(placeOf(['author', 0, 'name'], 'value')).toEqual({ file, line: 5, column: 12 })
    expect(placeOf(['author', 1], 'value')).toEqual({ file, line: 6, column: 5 })
    expect(placeOf(['decision'], 'value')).toEqual({ file, line: 7, column: 11 })
    expect(placeOf(['decision', 0, 'number'], 'value')).toEqual({ file, line: 7, column: 11 })
  })

  test('whatever comes before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^(#.{0,10}|k[a-z]{3}x?: [a-zđ ]{1,9}|)$/), { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.stringMatching(/^[ \t]{0,3}$/),
        (before, end, blank) => {
          const distinct = before.filter(
            (line, at) => before.findIndex((o) => o.split(':')[0] === line.split(':')[0]) === at,
          )
          const text = [`---${blank}`, ...distinct, 'title: x', `---${blank}`, 'chữ'].join(end)
          const read = good(text)
          expect(read.placeOf(['title'], 'key')).toEqual({ file, line: distinct.length + 2, column: 1 })
          expect(read.bodyLine).toBe(distinct.length + 4)
          expect(read.body).toBe('chữ')
        },
      ),
    )
  })
})

describe('a bad fence is an error at its place', () => {
  test.each([
    ['no front matter', 'Chỉ có chữ.\n', 'front-matter-missing 1:1'],
    ['an empty file', '', 'front-matter-missing 1:1'],
    ['a blank first line', `\n---\n${keys}---\n`, 'front-matter-missing 1:1'],
    ['a blank before the fence', ` ---\n${keys}---\n`, 'front-matter-missing 1:1'],
    ['two hyphens', `--\n${keys}--\n`, 'front-matter-missing 1:1'],
    ['four hyphens', `----\n${keys}----\n`, 'front-matter-missing 1:1'],
    ['long dashes', `———\n${keys}———\n`, 'front-matter-missing 1:1'],
    ['a dash that an editor made', `–-\n${keys}---\n`, 'front-matter-missing 1:1'],
    ['TOML', `+++\ntitle = "x"\n+++\n`, 'front-matter-missing 1:1'],
    ['a JSON object', `{"title": "x"}\n`, 'front-matter-missing 1:1'],
    ['never closed', `---\n${keys}\nNội dung.\n`, 'front-matter-unclosed 1:1'],
    ['only a fence', '---', 'front-matter-unclosed 1:1'],
    ['closed with two hyphens', `---\n${keys}--\nchữ\n`, 'front-matter-unclosed 5:1'],
    ['closed with an indented fence', `---\n${keys} ---\nchữ\n`, 'front-matter-unclosed 5:1'],
    ['closed with dashes of Word', `---\n${keys}–––\nchữ\n`, 'front-matter-unclosed 5:1'],
    ['closed with dots', `---\n${keys}...\nchữ\n`, 'front-matter-unclosed 1:1'],
    ['a scalar', '---\nchỉ là chữ\n---\n', 'front-matter-scalar 2:1'],
    ['a list', '---\n- a\n- b\n---\n', 'front-matter-scalar 2:1'],
    ['a number', '---\n\n\n42\n---\n', 'front-matter-scalar 2:1'],
    ['JavaScript', `---js\n${keys}---\n`, 'front-matter-executable 1:1'],
    ['JavaScript behind a blank', `--- js\n${keys}---\n`, 'front-matter-executable 1:1'],
    ['JavaScript in full', `---javascript\n${keys}---\n`, 'front-matter-executable 1:1'],
    ['CoffeeScript', `---coffee\n${keys}---\n`, 'front-matter-executable 1:1'],
    ['JSON by name', `---json\n{"title": "x"}\n---\n`, 'front-matter-executable 1:1'],
    ['YAML by name', `---yaml\n${keys}---\n`, 'front-matter-executable 1:1'],
  ])('%s', (_, text, told) => {
    for (const ended of [text, text.replace(/\n/g, '\r\n')]) {
      const result = split(ended)
      expect(result.frontMatter).toBeNull()
      expect(result.told).toEqual([told])
      expect(result.diagnostics[0]?.severity).toBe('error')
    }
  })

  test.each([
    ['a title with a colon', '---\ntitle: Thông báo: lịch\n---\n', 'front-matter-syntax 2:8'],
    ['a key twice', '---\ntitle: a\nauthor: b\ntitle: c\n---\n', 'front-matter-syntax 4:1'],
    ['an alias', '---\ntitle: a\nauthor: *b\n---\n', 'front-matter-syntax 3:9'],
    ['a tag', '---\ntitle: !x a\n---\n', 'front-matter-syntax 2:8'],
    ['a tab', '---\nauthor:\n\tname: b\n---\n', 'front-matter-syntax 3:1'],
    ['an open quotation mark', '---\ntitle: "Tin\nauthor: b\n---\n', 'front-matter-syntax'],
    ['an open list', '---\ntitle: a\ntags: [một, hai\n---\n', 'front-matter-syntax'],
    ['a second block glued on', `---\n${keys}---x: y\n---\n`, 'front-matter-syntax 5:1'],
    ['a document begun within', '---\ntitle: a\n--- b\n---\n', 'front-matter-syntax 3:1'],
  ])('%s', (_, text, told) => {
    for (const ended of [text, text.replace(/\n/g, '\r\n')]) {
      const result = split(ended)
      expect(result.frontMatter).toBeNull()
      expect(result.told[0]).toContain(told)
      expect(result.diagnostics.every(({ code }) => code === 'front-matter-syntax')).toBe(true)
      const lines = ended.split(/\r\n|\n/)
      for (const { place } of result.diagnostics) {
        expect(place?.line).toBeGreaterThan(1)
        expect(place?.line).toBeLessThanOrEqual(lines.length)
        expect(place?.column).toBeLessThanOrEqual((lines[(place?.line ?? 1) - 1]?.length ?? 0) + 1)
      }
    }
  })

  test('any text at all gives a block or errors, and no line of the text is lost', () => {
    const line = fc.oneof(fc.constantFrom('---', '--- ', '---js', '...', 'title: x', '', '- a', '\t'), fc.string())
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const text = lines.join('\n')
        const { frontMatter, diagnostics } = split(text)
        expect(frontMatter === null).toBe(diagnostics.length > 0)
        if (frontMatter) {
          const rest = text.split(/(?<=\r\n|\n|\r(?!\n))/).slice(frontMatter.bodyLine - 1)
          expect(frontMatter.body).toBe(rest.join(''))
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('nothing of it is ever run', () => {
  const globals = globalThis as { ranByFrontMatter?: boolean }
  afterEach(() => {
    delete globals.ranByFrontMatter
  })

  test.each(['---js', '--- js', '---javascript', '---\tjs', '---JS', '---js ', '---coffee', '---cson'])(
    '%s',
    (fence) => {
      const text = `${fence}\nglobalThis.ranByFrontMatter = true\nmodule.exports = {title: "x"}\n---\nchữ\n`
      expect(split(text).frontMatter).toBeNull()
      expect(globals.ranByFrontMatter).toBeUndefined()
    },
  )

  test.each([
    'title: !!js/function "function () { globalThis.ranByFrontMatter = true }"',
    'title: !!js/undefined ""',
    'language: js\ntitle: x',
    'engines: {js: x}\ntitle: x',
  ])('%j within the block', (head) => {
    const { frontMatter } = split(`---\n${head}\n---\nchữ\n`)
    for (const value of Object.values(frontMatter?.values ?? {})) expect(typeof value).not.toBe('function')
    expect(globals.ranByFrontMatter).toBeUndefined()
  })

  test('in a whole build, where it is an error', async () => {
    const root = portal({
      'content/a.md': bulletin(),
      'content/b.md': `---js\nrequire('fs').writeFileSync(__dirname + '/ran', '')\nglobalThis.ranByFrontMatter = true\n---\nchữ\n`,
    })
    const { exit, diagnostics } = await buildPortal(root)
    expect(exit).toBe(1)
    expect(diagnostics).toMatchObject([
      {
        code: 'front-matter-executable',
        args: { language: 'js' },
        place: { file: 'content/b.md', line: 1, column: 1 },
      },
    ])
    expect(globals.ranByFrontMatter).toBeUndefined()
    expect(() => readFileSync(join(root, 'content/ran'))).toThrow()
  })
})

describe('names of JavaScript’s own', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'])(
    '%s is an unknown key like any other',
    (name) => {
      const text = `---\n${keys}${name}: {polluted: "yes"}\nimage: {src: a.jpg, alt: x, ${name}: {polluted: "yes"}}\n---\nchữ\n`
      const { bulletin: read, diagnostics } = readBulletin(
        text,
        'a.md',
        file,
        {},
        {
          languages: ['vi'],
          timezone: 'Asia/Ho_Chi_Minh',
          imageHosts: [],
          homes: ['https://thu.example.gov.vn/'],
        },
        referenceReader,
      )
      expect(diagnostics.map(({ code, args }) => `${code} ${(args as { key?: string }).key}`).sort()).toEqual([
        ...[`key-unknown ${name}`, `key-unknown image.${name}`].sort(),
      ])
      expect(diagnostics.map(({ place }) => `${place?.line}:${place?.column}`)).toContain('5:1')
      expect(read?.facts.title).toBe('Tin')
      expect(read?.facts.image?.src).toBe('a.jpg')
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    },
  )
})
