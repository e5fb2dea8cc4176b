/** Numbers written down and read again, and another counter's lists. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CountRecord } from '../../src/counter/store.ts'
import { exported, imported } from '../../src/counter/transfer.ts'

async function* each(records: readonly CountRecord[]) {
  yield* records
}

async function written(records: readonly CountRecord[], format: 'csv' | 'json'): Promise<string> {
  let text = ''
  for await (const piece of exported(each(records), format)) text += piece
  return text
}

const records: CountRecord[] = [
  { site: 'yenchau', path: null, day: null, views: 3, legacy: 1_069_733 },
  { site: 'yenchau', path: null, day: '2026-11-25', views: 3, legacy: null },
  { site: 'yenchau', path: '/2023/01/nhom-a/', day: null, views: 3, legacy: 68 },
  { site: 'yenchau', path: '/"a, b; c"/', day: null, views: 0, legacy: null },
]

test('CSV', async () => {
  expect(await written(records, 'csv')).toBe(
    [
      'site,path,day,views,legacy',
      'yenchau,,,3,1069733',
      'yenchau,,2026-11-25,3,',
      'yenchau,/2023/01/nhom-a/,,3,68',
      'yenchau,"/""a, b; c""/",,0,',
      '',
    ].join('\n'),
  )
})

test.each(['csv', 'json'] as const)('what is written as %s is read as it was', async (format) => {
  expect(imported(await written(records, format), null)).toEqual({ records, lines: [2, 3, 4, 5], faults: [] })
  const number = fc.option(fc.nat())
  const record = fc.record({
    site: fc.stringMatching(/^[\w.-]{1,20}$/),
    path: fc.stringMatching(/^\/[\w",; 'ăê-]{1,20}\/$/).map((path) => path.normalize('NFC')),
    day: fc.constant(null),
    views: fc.nat(),
    legacy: number,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1 }), async (made) => {
      expect(imported(await written(made, format), null)).toMatchObject({ records: made, faults: [] })
    }),
    { numRuns: 50 },
  )
})

describe('an old portal’s list', () => {
  const legacy = (path: string | null, count: number) => ({
    site: 'yenchau',
    path,
    day: null,
    views: null,
    legacy: count,
  })

  test('as Excel saves it', () => {
    const text = '\uFEFFPath;Views\r\n/a/;68\r\n\r\nhttps://cu.example.gov.vn/b/?x=1;1.204\r\n;1.069.733\r\n;\r\n'
    expect(imported(text, 'yenchau')).toEqual({
      records: [legacy('/a/', 68), legacy('/b/', 1204), legacy(null, 1_069_733)],
      lines: [2, 4, 5],
      faults: [],
    })
  })

  test.each([
    ['url,views\n"/a, b/","1,204"\n', '/a, b/', 1204],
    ['tên,views,path\n"Họp, báo",1 069 733,/a/\n', '/a/', 1_069_733],
    ['path\tviews\n/a/\t1\u00a0204\n', '/a/', 1204],
    ['path;views\n/a/;1\u202f204\n', '/a/', 1204],
    ['path;views\n/a/;00068\n', '/a/', 68],
    ['path,views,,\n/a/,68,,\n', '/a/', 68],
    ['"path";"views"\r"/a/";"68"\r', '/a/', 68],
  ])('%j', (text, path, count) => {
    expect(imported(text, 'yenchau')).toMatchObject({ records: [legacy(path, count)], faults: [] })
  })

  test.each([
    ['path;views\n/a/;68\n/b/;1,5\n/c/;2\n', 3, 'number', '1,5'],
    ['path,views\n/a/,68\n/b/,1,5\n/c/,2\n', 3, 'cells', '/b/,1,5'],
    ['path,views\n/a/,68\n/b/,1.069.733,\n/c/,1,069,733\n', 4, 'cells', '/c/,1,069,733'],
    ['path;views\r\n/a/;68\r\n\r\n/b/;-5\r\n', 4, 'number', '-5'],
    ['path;views\n/a/;0.123\n', 2, 'number', '0.123'],
    ['path;views\n/a/;1.06.733\n', 2, 'number', '1.06.733'],
    ['path;views\n/a/;1.069,733\n', 2, 'number', '1.069,733'],
    ['path;views\n/a/;68,00\n', 2, 'number', '68,00'],
    ['path;views\n/a/;\n', 2, 'number', ''],
    ['path;views\n/a/\n', 2, 'cells', '/a/'],
    ['path;views\n"/a\n/";68\n', 2, 'path', '/a\n/'],
    ['path;views;title\n/a/;68;"two\nlines"\n/b/;x;\n', 4, 'number', 'x'],
    ['path,views\r\n/a/,68\r\n/b/,"5\r\n/c/,2\r\n', 3, 'cells', '/b/,"5'],
    ['path,views\n/a/,6"8\n/b/,5\n', 2, 'cells', '/a/,6"8'],
    ['path;views\n/a/;68\n/b/;5\n/a/index.html;7\n', 4, 'twice', '2'],
    ['path;views\n;68\n/b/;5\n;7\n', 4, 'twice', '2'],
    ['path;views\n/../a;68\n', 2, 'path', '/../a'],
    ['/a/;68\n/b/;5\n', 1, 'columns', '/a/;68'],
    ['\uFEFFtrang;views\n/a/;68\n', 1, 'columns', 'trang;views'],
  ])('%j is not taken, and line %i is named', (text, line, kind, value) => {
    const { faults } = imported(text, 'yenchau')
    expect(faults).toEqual([{ kind, line, value }])
  })
})

test.each([
  ['', 1, 'columns'],
  ['{"format": "other"}', 1, 'file'],
  ['{"format": "build-portal-counts-1", "records": []}', 1, 'file'],
  ['{\n "format": "build-portal-counts-1",\n "records": [\n  {"site": "a"},\n  {"site" 1}\n]}', 5, 'file'],
  ['{\n "format": "build-portal-counts-1",\n "records": [\n  {"site": "a"},\n  7\n]}', 5, 'file'],
  [
    '{"format": "build-portal-counts-1", "records": [\n{"site": "a", "path": "/[{,\\"/", "day": null, "views": 1, "legacy": null},\n' +
      '{"site": "a",\n"path": "/a/", "day": null, "views": -1, "legacy": null}]}',
    3,
    'number',
  ],
  ['site,path,day,views,legacy\na,/a/,,1,\na,/../,,1,\n', 3, 'path'],
  ['site,path,day,views,legacy\na,/a/,2026-11-25,1,\n', 2, 'day'],
  ['site,path,day,views,legacy\na,,2026-02-30,1,\n', 2, 'day'],
  ['site,path,day,views,legacy\n,/a/,,1,\n', 2, 'site'],
  ['site,path,day,views,legacy\na,/a/,,1e3,\n', 2, 'number'],
  ['site,path,day,views,legacy\na,/a/,,99999999999999999999,\n', 2, 'number'],
  ['site,path,day,views,legacy\na,/a/,,,\n', 2, 'number'],
  ['site,path,day,views,legacy\n"a,/a/,,1,\n', 2, 'cells'],
])('%j is not taken, and line %i is named', (text, line, kind) => {
  const { faults } = imported(text, null)
  expect(faults.map((fault) => [fault.line, fault.kind])).toEqual([[line, kind]])
})

test('in an export, which may list a page twice, the later number holds', () => {
  const { records: read, faults } = imported('site,path,day,views,legacy\na,/a/,,1,\na,/a/,,2,\n', null)
  expect([read.map(({ views }) => views), faults]).toEqual([[1, 2], []])
})
