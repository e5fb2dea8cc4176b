/** YAML as officers type it: values stay as typed, faults and entries have their exact place. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/source/yaml.ts'

function valuesOf(text: string): Record<string, unknown> {
  const { map, faults, scalar } = parseYaml(text)
  expect(faults).toEqual([])
  expect(scalar).toBe(false)
  return map?.value ?? {}
}

function faultsOf(text: string): { code: string; offset: number }[] {
  const { map, faults } = parseYaml(text)
  expect(map).toBeNull()
  for (const fault of faults) expect(fault.detail).not.toBe('')
  return faults.map(({ code, offset }) => ({ code, offset }))
}

describe('a value stays what was typed', () => {
  test.each([
    '0123',
    '007',
    '1:30',
    '8:30:00',
    'no',
    'No',
    'NO',
    'yes',
    'on',
    'off',
    'y',
    'n',
    '2024-01-01',
    '2024-02-30',
    '2024-01-01T08:00:00+07:00',
    '1e3',
    '1E3',
    '0x10',
    '0o17',
    '017',
    '1_000',
    '1.000',
    '1.50',
    '1.069.733',
    '0,37',
    '+84',
    '.5',
    '5.',
    '-0',
    '.inf',
    '.nan',
    '12345678901234567890',
    '94/QĐ-UBND',
    '=',
    '<<',
    'a#b',
    'http://x.example/a:b',
    'Thông báo (lần 2)',
  ])('%s', (typed) => {
    expect(valuesOf(`key: ${typed}\n`)).toEqual({ key: typed })
    expect(valuesOf(`key: [${typed.replace(/,/g, '')}]\n`)).toEqual({ key: [typed.replace(/,/g, '')] })
  })

  test.each([
    ['68', 68],
    ['0', 0],
    ['-5', -5],
    ['1.5', 1.5],
    ['true', true],
    ['false', false],
    ['"0123"', '0123'],
    ["'no'", 'no'],
    ['"true"', 'true'],
    ['"a\\nb"', 'a\nb'],
    ['""', ''],
  ])('%s is read as %j', (typed, value) => {
    expect(valuesOf(`key: ${typed}\n`)).toEqual({ key: value })
  })

  test('digits of any length lose and gain nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{1,30}$/), (digits) => {
        expect(String(valuesOf(`key: ${digits}\n`).key)).toBe(digits)
      }),
    )
  })

  test('a decimal number loses and gains nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?[0-9]{1,12}\.[0-9]{1,12}$/), (typed) => {
        expect(String(valuesOf(`key: ${typed}\n`).key)).toBe(typed)
      }),
    )
  })

  test('any text in double quotes comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(valuesOf(`key: ${JSON.stringify(text)}\n`).key).toBe(text)
      }),
    )
  })

  test('text blocks keep or fold their line breaks', () => {
    expect(valuesOf('a: |\n  một\n  hai\nb: >\n  ba\n  bốn\n')).toEqual({ a: 'một\nhai\n', b: 'ba bốn\n' })
  })
})

describe('what is left empty is not there', () => {
  test.each(['', ' ', ' ~', ' null', ' # ghi chú'])('key:%s', (value) => {
    expect(valuesOf(`key:${value}\nother: x\n`)).toEqual({ other: 'x' })
  })

  test('within maps too', () => {
    expect(valuesOf('a: {b: ~, c: 1}\n')).toEqual({ a: { c: 1 } })
  })

  test.each(['', '\n', '# chỉ có ghi chú\n', '~\n'])('a text of %j is a map without keys', (text) => {
    expect(valuesOf(text)).toEqual({})
  })
})

describe('text that is no map', () => {
  test.each(['chữ\n', '- a\n- b\n', '"title: x"\n', '42\n', '[a, b]\n'])('%j is told apart', (text) => {
    expect(parseYaml(text)).toEqual({ map: null, faults: [], scalar: true })
  })
})

describe('faults have their place', () => {
  test('a key that is written twice, at the second', () => {
    const text = 'title: a\nauthor: b\ntitle: c\n'
    expect(faultsOf(text)).toEqual([{ code: 'DUPLICATE_KEY', offset: text.lastIndexOf('title') }])
  })

  test('a nested key that is written twice', () => {
    const text = 'a: {b: 1, b: 2}\n'
    expect(faultsOf(text)).toEqual([{ code: 'DUPLICATE_KEY', offset: text.lastIndexOf('b:') }])
  })

  test('an alias, even of an anchor that exists', () => {
    const text = 'a: &x [1]\nb: *x\n'
    expect(faultsOf(text)).toEqual([{ code: 'ALIAS', offset: text.indexOf('*x') }])
  })

  test('aliases of aliases are refused before they grow', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `l${n + 1}: &l${n + 1} [*l${n}, *l${n}, *l${n}, *l${n}]`)
    expect(faultsOf(`l0: &l0 [x]\n${levels.join('\n')}\n`).every(({ code }) => code === 'ALIAS')).toBe(true)
  })

  test('an alias of nothing', () => {
    const text = 'title: *Quan trọng* hôm nay\n'
    expect(faultsOf(text).map(({ offset }) => offset)).toContain(text.indexOf('*'))
  })

  test('a merge key', () => {
    expect(faultsOf('a: &x {b: 1}\nc:\n  <<: *x\n').map(({ code }) => code)).toContain('ALIAS')
  })

  test.each(['!moi', '!!js/function', '!!js/undefined', '!!python/object/apply:os.system', '!<tag:x.example,2024:y>'])(
    'the tag %s',
    (tag) => {
      const text = `a: b\nkey: ${tag} "x"\n`
      expect(faultsOf(text)).toEqual([{ code: 'TAG_RESOLVE_FAILED', offset: text.indexOf('!') }])
    },
  )

  test.each(['!!timestamp 2024-01-01', '!!binary aGk=', '!!set {a, b}', '!!omap [a: 1]', '!!pairs [a: 1]'])(
    '%s gives plain data or a fault, never an object of its own kind',
    (value) => {
      const { map, faults } = parseYaml(`key: ${value}\n`)
      if (map === null) expect(faults[0]?.offset).toBe('key: '.length)
      else expect(JSON.parse(JSON.stringify(map.value))).toEqual(map.value)
    },
  )

  test('a tab before a key', () => {
    const text = 'a:\n\tb: c\n'
    const [fault] = faultsOf(text)
    expect(fault).toEqual({ code: 'TAB_AS_INDENT', offset: text.indexOf('\t') })
  })

  test('a colon within a value', () => {
    const text = 'title: Thông báo: lịch họp\n'
    const [fault] = faultsOf(text)
    expect(fault?.code).toBe('BLOCK_AS_IMPLICIT_KEY')
    expect(fault?.offset).toBe(text.indexOf('Thông'))
  })

  test.each([
    ['a: "chưa đóng\n'],
    ['a: [1, 2\n'],
    ['a: {b: 1\n'],
    ['a: @chữ\n'],
    ['a: `chữ`\n'],
    ['a: %chữ\n'],
    ['a: b\n  c: d\n'],
    ['không có dấu\nhai: chấm\n'],
    ['a: b\n---\nc: d\n'],
    ['? [x, y]\n: z\nq: "\n'],
  ])('%j is refused within its bounds', (text) => {
    const faults = faultsOf(text)
    expect(faults.length).toBeGreaterThan(0)
    for (const { offset } of faults) {
      expect(offset).toBeGreaterThanOrEqual(0)
      expect(offset).toBeLessThanOrEqual(text.length)
    }
  })

  test('any text at all gives a map, a scalar or faults', () => {
    const line = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-z]{1,3}: ?[-&*!|>'"%@`{}[\],#?:a-z0-9 \t]{0,12}$/),
      fc.constantFrom('---', '...', '- a', '  b: c', '\t', '%YAML 1.1', '? x', ': y'),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = lines.join('\n')
        const { map, faults, scalar } = parseYaml(text)
        expect([map !== null, faults.length > 0, scalar].filter(Boolean)).toHaveLength(1)
      }),
      { numRuns: 500 },
    )
  })
})

describe('places', () => {
  const text = [
    '# đầu',
    'title: "Tin"',
    'decision:',
    '  - number: 94/QĐ-UBND',
    '    date: 2023-01-12',
    '  - 05/TB-UBND',
    'tags: [một, "hai", ba]',
    'image: {src: a.jpg, alt: Ảnh}',
    'empty:',
    '2024: năm',
    '',
  ].join('\n')
  const places: [path: (string | number)[], part: 'key' | 'value', at: string][] = [
    [['title'], 'key', 'title'],
    [['title'], 'value', '"Tin"'],
    [['decision'], 'key', 'decision'],
    [['decision'], 'value', '- number'],
    [['decision', 0], 'value', 'number: 94'],
    [['decision', 0, 'number'], 'key', 'number'],
    [['decision', 0, 'number'], 'value', '94/QĐ'],
    [['decision', 0, 'date'], 'value', '2023-01-12'],
    [['decision', 1], 'value', '05/TB'],
    [['tags', 0], 'value', 'một'],
    [['tags', 1], 'value', '"hai"'],
    [['tags', 2], 'value', 'ba]'],
    [['image', 'src'], 'value', 'a.jpg'],
    [['image', 'alt'], 'key', 'alt'],
    [['image', 'alt'], 'value', 'Ảnh'],
    [['empty'], 'key', 'empty'],
    [['2024'], 'value', 'năm'],
    [['decision', 0, 'missing'], 'value', 'number: 94'],
    [['tags', 9], 'value', '[một'],
    [['title', 0], 'value', '"Tin"'],
    [['title', 0, 'name'], 'value', '"Tin"'],
  ]

  test.each(places)('%j by its %s is at %s', (path, part, at) => {
    expect(parseYaml(text).map?.offsetOf(path, part)).toBe(text.indexOf(at))
  })

  test.each(places)('%j by its %s is at %s with CRLF too', (path, part, at) => {
    const windows = text.replace(/\n/g, '\r\n')
    expect(parseYaml(windows).map?.offsetOf(path, part)).toBe(windows.indexOf(at))
  })

  test('a value that was left empty is looked for on the line of its key', () => {
    const offset = parseYaml(text).map?.offsetOf(['empty'], 'value') ?? -1
    expect(offset).toBeGreaterThanOrEqual(text.indexOf('empty:'))
    expect(offset).toBeLessThanOrEqual(text.indexOf('empty:') + 'empty:'.length)
  })

  test('CRLF is no part of a value', () => {
    expect(valuesOf('a: b\r\nc: |\r\n  d\r\n  e\r\nf: "g"\r\n')).toEqual({ a: 'b', c: 'd\ne\n', f: 'g' })
  })

  test('what is not there at all has the place of the map', () => {
    expect(parseYaml('\n\na: b\n').map?.offsetOf(['missing'], 'value')).toBe(2)
    expect(parseYaml('').map?.offsetOf(['missing'], 'value')).toBeNull()
  })
})

describe('names of JavaScript’s own are plain keys', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('%s', (name) => {
    const value = valuesOf(`${name}: {polluted: "yes"}\na: {${name}: {polluted: "yes"}}\n`)
    expect(Object.keys(value)).toEqual([name, 'a'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect((value as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
